package dev.trackside.plugin.earlystopping;

/** When the metric is looked at. */
enum CheckAt {
    /** At each epoch end. */
    EPOCH,
    /** At the end of each validation. */
    VALIDATION,
    /** Every so many optimizer steps. */
    STEP
}
