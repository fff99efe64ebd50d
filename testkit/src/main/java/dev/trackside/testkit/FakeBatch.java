package dev.trackside.testkit;

import dev.trackside.Batch;
import dev.trackside.Metrics;
import java.util.Objects;

/**
 * A training batch for the direct call of a handler.
 *
 * @param epoch the index of its epoch, from 0
 * @param index its index, from 0
 * @param steps optimizer steps done in the run
 * @param examples its weight, positive
 * @param skipped whether a callback skipped it
 * @param complete whether the loop went through the whole of it
 * @param metrics the metrics of the event
 * @since 0.1
 */
public record FakeBatch(
        int epoch, int index, long steps, double examples, boolean skipped, boolean complete, Metrics metrics)
        implements Batch {

    /** Checks the parts. */
    public FakeBatch {
        Checks.notNegative(epoch, "the index of an epoch");
        Checks.notNegative(index, "the index of a batch");
        Checks.notNegative(steps, "the number of steps");
        if (!(examples > 0)) {
            throw new IllegalArgumentException("a batch has a positive number of examples, not " + examples);
        }
        if (skipped && complete) {
            throw new IllegalArgumentException("a batch that was skipped is not complete");
        }
        Objects.requireNonNull(metrics, "metrics");
    }

    /**
     * A batch of one example that is complete, in a run without steps, without metrics.
     *
     * @param epoch the index of its epoch, from 0
     * @param index its index, from 0
     * @return the batch
     */
    public static FakeBatch of(int epoch, int index) {
        return new FakeBatch(epoch, index, 0, 1, false, true, FakeMetrics.none());
    }

    /**
     * Says how many steps the run has made.
     *
     * @param done a count from 0
     * @return another batch, which says so
     */
    public FakeBatch withSteps(long done) {
        return new FakeBatch(epoch, index, done, examples, skipped, complete, metrics);
    }

    /**
     * Gives it metrics.
     *
     * @param shown the metrics of the event
     * @return another batch, which has them
     */
    public FakeBatch with(Metrics shown) {
        return new FakeBatch(epoch, index, steps, examples, skipped, complete, shown);
    }

    @Override
    public Batch snapshot() {
        return this;
    }
}
