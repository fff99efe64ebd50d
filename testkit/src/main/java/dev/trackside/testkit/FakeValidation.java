package dev.trackside.testkit;

import dev.trackside.Metrics;
import dev.trackside.Validation;
import java.util.Objects;

/**
 * A validation for the direct call of a handler.
 *
 * @param epoch the index of its epoch, from 0
 * @param batch the index of the current validation batch, from 0; -1 before the first
 * @param interrupted whether an interrupt cut it short
 * @param metrics the metrics of the event
 * @since 0.1
 */
public record FakeValidation(int epoch, int batch, boolean interrupted, Metrics metrics) implements Validation {

    /** Checks the parts. */
    public FakeValidation {
        Checks.notNegative(epoch, "the index of an epoch");
        if (batch < -1) {
            throw new IllegalArgumentException("the index of a validation batch is at least -1, not " + batch);
        }
        Objects.requireNonNull(metrics, "metrics");
    }

    /**
     * A validation that nobody interrupts, without metrics.
     *
     * @param epoch the index of its epoch, from 0
     * @param batch the index of the current validation batch, from 0; -1 before the first
     * @return the validation
     */
    public static FakeValidation of(int epoch, int batch) {
        return new FakeValidation(epoch, batch, false, FakeMetrics.none());
    }

    /**
     * Gives it metrics.
     *
     * @param shown the metrics of the event
     * @return another validation, which has them
     */
    public FakeValidation with(Metrics shown) {
        return new FakeValidation(epoch, batch, interrupted, shown);
    }

    @Override
    public Validation snapshot() {
        return this;
    }
}
