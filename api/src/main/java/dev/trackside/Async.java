package dev.trackside;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Calls a handler on a background thread, so that the training need not wait for it: for uploads, files and whatever else may be slow.
 *
 * <p>When the event comes, the thread that trains only takes what the handler receives and puts it into the queue of the plugin; the handler is
 * called as soon as those queued before it have returned. Each plugin instance has one such thread, a virtual one where the JDK has them, named
 * {@code trackside-} and the id of the plugin; so the {@code @Async} handlers of one instance never run beside one another. Its other handlers
 * run on the thread that trains, as ever, and may do so at the same time: fields that both use need the care that all shared fields need.
 *
 * <p>The method carries an event annotation too. It returns {@code void}, and its class is of phase {@link Phase#REPORT}: when it is called the
 * run has moved on. It may take what a handler of that event may take, as it was at the event: metrics and indices by value, {@link Epoch}, {@link
 * Batch}, {@link Validation}, {@link Metrics} and {@link Predictions} as snapshots, the payload of an event of your own as it is (let it be
 * immutable), and services, of which that may be used which may be used from any thread. It takes no {@link MetricWriter}, no object of the
 * engine, and no capability but {@code Predictions}: they have no snapshot.
 *
 * <pre>{@code
 * @OnBatchEnd
 * @Async(queue = 4096, whenFull = WhenFull.SAMPLE)
 * void upload(long step, @Metric("loss") double loss) { ... }
 * }</pre>
 *
 * <h2>Order</h2>
 *
 * <p>Events are handled in the order in which they came. All that came before {@link OnTrainEnd} is handled before handlers of that are called,
 * and what is queued at train end is handled before the plugin is closed; at the end of a run that was stopped, interrupted or failed too. For each
 * of the two the run waits no longer than {@code run.async-deadline} (30 s unless the configuration says otherwise), for all plugins together;
 * events that are queued even then are dropped, counted and said. A plugin with {@link State @State} is waited for in the same way before a
 * checkpoint is taken, so that its state is that of the checkpoint's event. The thread never keeps the process alive.
 *
 * <h2>Failure</h2>
 *
 * <p>An exception fails the run or detaches the callback, see {@link Plugin#onFailure}: soon after, when the thread that trains is at the end of
 * an event. Whatever was queued is not handled then, as it is not when a callback is detached.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Async {

    /**
     * The greatest number of events that wait for the thread of the plugin. All {@code @Async} handlers of a class share one queue, so say it at
     * one of them, or the same at several; those that do not say it take what another one says.
     *
     * @return a number of events, at least 1
     */
    int queue() default 1024;

    /**
     * What becomes of an event of this handler when the queue is full. Handlers of one class may differ: sample the batches, and wait with the
     * epochs.
     *
     * @return the policy
     */
    WhenFull whenFull() default WhenFull.BLOCK;
}
