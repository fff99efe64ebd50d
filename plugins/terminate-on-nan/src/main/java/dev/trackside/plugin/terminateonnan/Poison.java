package dev.trackside.plugin.terminateonnan;

/**
 * Why {@link TerminateOnNan} acted: what {@link dev.trackside.Decision#cause()} holds, as a name.
 *
 * @since 0.1
 */
public enum Poison {
    /** A metric was NaN or infinite. */
    METRIC,
    /** The norm of the gradients was NaN or infinite. */
    GRADIENTS,
    /** The loss was far above what it had been. */
    SPIKE
}
