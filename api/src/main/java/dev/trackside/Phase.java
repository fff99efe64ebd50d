package dev.trackside;

/**
 * When a callback runs within an event, in this order: those that measure come before those that decide upon what was measured, those that
 * persist see what was decided, those that report see everything.
 *
 * @since 0.1
 */
public enum Phase {
    /** Left to the processor, which infers the phase from what the handlers take and return. Never seen in a run. */
    INFERRED,
    /** Produces metrics that others take. */
    MEASURE,
    /** Influences the run: returns {@link Control}, sets the learning rate, changes gradients or weights. */
    DECIDE,
    /** Keeps the state of the run: takes {@link Checkpoints}. */
    PERSIST,
    /** Tells the outside. A failure here does not spoil the run. */
    REPORT
}
