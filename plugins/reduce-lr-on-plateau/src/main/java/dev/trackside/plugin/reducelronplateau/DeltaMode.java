package dev.trackside.plugin.reducelronplateau;

/** What the smallest change that counts is measured in. */
enum DeltaMode {
    /** In the unit of the metric. */
    ABSOLUTE,
    /** In parts of the best value: 0.01 is one percent. */
    RELATIVE
}
