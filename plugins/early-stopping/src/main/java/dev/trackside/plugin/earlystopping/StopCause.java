package dev.trackside.plugin.earlystopping;

/**
 * Why {@link EarlyStopping} stopped a run: what {@link dev.trackside.Decision#cause()} holds, as a name.
 *
 * @since 0.1
 */
public enum StopCause {
    /** The metric was not better for {@code patience} checks in a row. */
    STALE,
    /** The same, and no check has ever beaten the baseline. */
    BASELINE,
    /** The metric reached {@code stopping-threshold}. */
    GOAL,
    /** The metric became worse than {@code divergence-threshold}. */
    DIVERGED,
    /** The metric was NaN or infinite. */
    NON_FINITE
}
