package dev.trackside.plugin.reducelronplateau;

/** When the metric is looked at. */
enum CheckAt {
    /** At each epoch end that has it. */
    EPOCH,
    /** After each validation. */
    VALIDATION
}
