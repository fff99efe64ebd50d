package dev.trackside.runtime.dispatch;

import dev.trackside.Control;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.runtime.metrics.SlotSet;
import dev.trackside.spi.BoundHandlers;
import dev.trackside.spi.Filter;

/** One handler of one callback: how it is called, when it is due, and what becomes of its answer and its faults. */
public abstract class Handler {

    private static final double NANOS = 1e9;

    private final BoundHandlers bound;
    private final int number;
    private final Filter filter;
    private final SlotSet required;
    private final boolean filtered;
    private final HandlerCost cost = new HandlerCost();
    private long period;

    /**
     * Creates a handler.
     *
     * @param bound calls it
     * @param number the number by which {@code bound} knows it
     * @param filter when it is called
     * @param required the slots of the metrics without which it is not called
     */
    protected Handler(BoundHandlers bound, int number, Filter filter, SlotSet required) {
        this.bound = bound;
        this.number = number;
        this.filter = filter;
        this.required = required;
        this.filtered = !filter.equals(Filter.ALL);
    }

    /**
     * Whether it is to be called at all. Asked where handlers are called one by one; a change while an event is being fired is noticed after a fault.
     *
     * @return false once its callback was detached
     */
    protected abstract boolean isActive();

    /**
     * Takes an answer that is not to proceed.
     *
     * @param answer what the handler wants
     */
    protected abstract void answered(Control answer);

    /**
     * Takes what the handler has thrown; the other handlers of the event are called if this returns.
     *
     * @param fault what was thrown, by the handler or by {@link #answered}
     */
    protected abstract void failed(Throwable fault);

    /**
     * What its calls have cost.
     *
     * @return the figures, which go on
     */
    public final HandlerCost cost() {
        return cost;
    }

    /**
     * The period of its filter by seconds in which it was called last, for a checkpoint.
     *
     * @return a number from 0
     */
    public final long period() {
        return period;
    }

    /**
     * Goes on after a resume.
     *
     * @param period what {@link #period()} was
     */
    public final void period(long period) {
        this.period = period;
    }

    final BoundHandlers bound() {
        return bound;
    }

    final int number() {
        return number;
    }

    final SlotSet required() {
        return required;
    }

    final boolean isFiltered() {
        return filtered;
    }

    final boolean isByTime() {
        return filter.everySeconds() > 0;
    }

    final Filter filter() {
        return filter;
    }

    /** When its next period of seconds begins, in nanoseconds since train begin. */
    final long dueNanos() {
        return (long) Math.ceil((period + 1) * filter.everySeconds() * NANOS);
    }

    /** Whether it is to be called now, if its count is due. A period of seconds is used up only by a call that is made, so it is asked last. */
    final boolean isDue(long elapsedNanos, Layer metrics) {
        return isActive() && metrics.hasAll(required) && (!isByTime() || isNextPeriod(elapsedNanos));
    }

    private boolean isNextPeriod(long elapsedNanos) {
        long current = (long) (elapsedNanos / (filter.everySeconds() * NANOS));
        if (current <= period) {
            return false;
        }
        period = current;
        return true;
    }
}
