package dev.trackside;

/**
 * What becomes of an event when the queue of a plugin with {@link Async @Async} handlers is full: who gives way, the training or the events.
 *
 * <p>The queue is shared by all {@code @Async} handlers of the plugin, the policy is that of the handler for which the event comes. Whichever it
 * is, events are handled in the order in which they came, and events of a handler that says {@link #BLOCK} are never given up for those of
 * others. What is given up is counted: {@link RunSummary.Callback#dropped}, and a warning at the end of the run.
 *
 * @since 0.1
 */
public enum WhenFull {

    /**
     * The training waits until there is room, so no event is lost and a slow handler slows the run. If the thread that trains is
     * interrupted while it waits, or was before, it does not wait: this event is dropped, and the thread stays interrupted.
     */
    BLOCK,

    /**
     * The oldest event in the queue is dropped, of whichever handler that does not say {@link #BLOCK}. The training does not wait; only if
     * nothing but events of handlers that say {@code BLOCK} is queued, it waits as these do. What is handled lies behind by no more than the queue,
     * and has a gap where the handler was too slow: for showing how things are now.
     */
    DROP_OLDEST,

    /**
     * The events of this handler are thinned evenly. When the queue is full every second of those that are queued is dropped, and from then on
     * only every second one is taken; when it is full again every fourth, and so on, until the queue has been empty once: then each one is
     * taken again. The newest event is always queued, whatever its turn is, until the next one comes, so that what is handled last is how things
     * are last. If fewer than two events of this handler are queued, there is nothing to thin, and it does as {@link #DROP_OLDEST}. For curves and
     * other series, where an even sample says nearly as much as the whole.
     */
    SAMPLE
}
