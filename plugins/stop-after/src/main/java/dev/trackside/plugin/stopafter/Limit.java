package dev.trackside.plugin.stopafter;

/**
 * Which limit {@link StopAfter} stopped a run at: what {@link dev.trackside.Decision#cause()} holds, as a name.
 *
 * @since 0.1
 */
public enum Limit {
    /** The option {@code epochs}. */
    EPOCHS,
    /** The option {@code batches}. */
    BATCHES,
    /** The option {@code steps}. */
    STEPS,
    /** The option {@code time}. */
    TIME,
    /** The option {@code at}. */
    TIME_OF_DAY
}
