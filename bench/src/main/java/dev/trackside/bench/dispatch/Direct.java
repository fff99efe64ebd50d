package dev.trackside.bench.dispatch;

/**
 * Calls written by hand: a generated class with one field and one call for each handler. A JVM that measures it loads one such class only, so
 * that the compiler sees through this type as it would in a loop that names the class itself.
 */
public abstract class Direct {

    /** For generated subclasses. */
    protected Direct() {}

    /**
     * Calls each handler in turn.
     *
     * @param step the number of the step, from 1
     * @param loss the metric
     */
    public abstract void step(long step, double loss);
}
