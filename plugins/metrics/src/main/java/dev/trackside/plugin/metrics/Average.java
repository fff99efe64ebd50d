package dev.trackside.plugin.metrics;

/** How the values of classes become one. */
enum Average {
    /** Their mean. */
    MACRO,
    /** Of the counts of all classes together. */
    MICRO,
    /** Their mean, weighted with the number of true examples of each. */
    WEIGHTED
}
