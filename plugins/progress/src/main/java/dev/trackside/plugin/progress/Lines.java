package dev.trackside.plugin.progress;

/** When {@link ProgressBar} leaves a line about an epoch that has ended. */
enum Lines {
    /** Unless a callback {@code log} is attached, which writes one by itself. */
    AUTO,
    /** After each epoch. */
    ALWAYS,
    /** Never. */
    NEVER
}
