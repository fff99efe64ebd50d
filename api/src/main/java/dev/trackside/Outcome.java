package dev.trackside;

/**
 * How a run ended.
 *
 * @since 0.1
 */
public enum Outcome {
    /** All planned epochs were trained. */
    COMPLETED,
    /** A callback stopped it. */
    STOPPED,
    /** The loop left it early by {@code break} or {@code return}. */
    LEFT,
    /** Ctrl-C or {@link Run#interrupt}. */
    INTERRUPTED,
    /** The loop, the engine or a handler threw. */
    FAILED
}
