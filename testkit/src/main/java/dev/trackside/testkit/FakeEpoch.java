package dev.trackside.testkit;

import dev.trackside.Epoch;
import dev.trackside.Metrics;
import java.util.Objects;

/**
 * An epoch for the direct call of a handler.
 *
 * @param index its index, from 0
 * @param batches the training batches that have ended in it
 * @param metrics the metrics of the event
 * @since 0.1
 */
public record FakeEpoch(int index, int batches, Metrics metrics) implements Epoch {

    /** Checks the parts. */
    public FakeEpoch {
        Checks.notNegative(index, "the index of an epoch");
        Checks.notNegative(batches, "the number of batches");
        Objects.requireNonNull(metrics, "metrics");
    }

    /**
     * An epoch without batches and metrics.
     *
     * @param index its index, from 0
     * @return the epoch
     */
    public static FakeEpoch of(int index) {
        return new FakeEpoch(index, 0, FakeMetrics.none());
    }

    /**
     * Gives it metrics.
     *
     * @param shown the metrics of the event
     * @return another epoch, which has them
     */
    public FakeEpoch with(Metrics shown) {
        return new FakeEpoch(index, batches, shown);
    }

    @Override
    public Epoch snapshot() {
        return this;
    }
}
