package dev.trackside.plugin.earlystopping;

/** What {@code min-delta} is a measure of. */
enum DeltaMode {
    /** The difference to the best. */
    ABSOLUTE,
    /** The difference in relation to the size of the best: 0.01 is one percent of it. */
    RELATIVE
}
