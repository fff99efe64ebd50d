package dev.trackside.bench.dispatch;

/** One way to tell handlers of a step. A JVM that measures uses one such class, with handlers of many sets. */
abstract class Publisher {

    /** Tells of a step that is the only one of its number. */
    abstract void publish(long step, double loss);
}
