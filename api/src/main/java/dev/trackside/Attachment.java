package dev.trackside;

/**
 * A callback's place in a run.
 *
 * @since 0.1
 */
public interface Attachment {

    /**
     * The id of the callback in this run.
     *
     * @return the id
     */
    String id();

    /**
     * Whether the callback still gets events.
     *
     * @return false once it was detached, by hand or after a failure
     */
    boolean attached();

    /**
     * Detaches the callback from the next event on and closes it if it is {@link AutoCloseable}. May be called from any thread, and more than
     * once.
     */
    void detach();
}
