package dev.trackside;

/**
 * What an exception in a handler means for the run.
 *
 * @since 0.1
 */
public enum FailurePolicy {
    /** {@link #DETACH} for plugins of {@link Phase#REPORT}; {@link #FAIL} for all others and for callbacks attached by hand. */
    INFERRED,
    /** The run fails with the exception. */
    FAIL,
    /** The callback is detached, once and loudly, and named again in the summary; the run goes on. */
    DETACH
}
