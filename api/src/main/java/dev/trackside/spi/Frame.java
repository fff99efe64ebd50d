package dev.trackside.spi;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.Metrics;
import dev.trackside.Validation;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The current event of a run, as tables read it. One for each run, reused for all events.
 *
 * @since 0.1
 */
public abstract class Frame {

    /** For the runtime. */
    protected Frame() {}

    /**
     * The epoch of the event.
     *
     * @return a view lent for the call
     */
    public abstract Epoch epoch();

    /**
     * The batch of the event.
     *
     * @return a view lent for the call
     */
    public abstract Batch batch();

    /**
     * The validation of the event.
     *
     * @return a view lent for the call
     */
    public abstract Validation validation();

    /**
     * The epoch that is open, for events that may come anywhere.
     *
     * @return a view lent for the call, or empty outside of epochs
     */
    public abstract Optional<Epoch> currentEpoch();

    /**
     * The training batch that is open, for events that may come anywhere.
     *
     * @return a view lent for the call, or empty outside of batches
     */
    public abstract Optional<Batch> currentBatch();

    /**
     * The index of the epoch.
     *
     * @return an index from 0
     */
    public abstract int epochIndex();

    /**
     * The index of the batch: at validation batch events that of the validation batch.
     *
     * @return an index from 0
     */
    public abstract int batchIndex();

    /**
     * Optimizer steps done.
     *
     * @return a count from 0
     */
    public abstract long step();

    /**
     * The metrics of the event.
     *
     * @return a view lent for the call
     */
    public abstract Metrics metrics();

    /**
     * Whether the event has a metric.
     *
     * @param slot its slot
     * @return true if it has a value, NaN included
     */
    public abstract boolean has(int slot);

    /**
     * The value of a metric.
     *
     * @param slot its slot
     * @return its value; meaningless if the event does not have it
     */
    public abstract double metric(int slot);

    /**
     * The value of a metric, if there is one.
     *
     * @param slot its slot
     * @return its value or empty
     */
    public final OptionalDouble optionalMetric(int slot) {
        return has(slot) ? OptionalDouble.of(metric(slot)) : OptionalDouble.empty();
    }

    /**
     * Gives the event a metric.
     *
     * @param slot its slot, from {@link Binder#produced}
     * @param value its value
     */
    public abstract void produce(int slot, double value);

    /**
     * Gives the event a metric, if there is a value.
     *
     * @param slot its slot, from {@link Binder#produced}
     * @param value its value or empty
     */
    public final void produce(int slot, OptionalDouble value) {
        if (value.isPresent()) {
            produce(slot, value.getAsDouble());
        }
    }

    /**
     * What the event delivers beside the above: the {@code Checkpoint}, {@code Decision}, {@code Artifact}, {@code Throwable}, or the payload of
     * an event of one's own.
     *
     * @return the payload
     */
    public abstract Object payload();
}
