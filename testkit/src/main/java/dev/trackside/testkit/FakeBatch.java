package dev.trackside.testkit;

import dev.trackside.Batch;

/**
 * A training batch for the direct call of a handler.
 *
 * @param epoch the index of its epoch, from 0
 * @param index its index, from 0
 * @param steps optimizer steps done in the run
 * @param examples its weight, positive
 * @param skipped whether a callback skipped it
 * @param complete whether the loop went through the whole of it
 * @since 0.1
 */
public record FakeBatch(int epoch, int index, long steps, double examples, boolean skipped, boolean complete)
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
    }

    /**
     * A batch of one example that is complete, in a run without steps.
     *
     * @param epoch the index of its epoch, from 0
     * @param index its index, from 0
     * @return the batch
     */
    public static FakeBatch of(int epoch, int index) {
        return new FakeBatch(epoch, index, 0, 1, false, true);
    }

    /**
     * Says how many steps the run has made.
     *
     * @param done a count from 0
     * @return another batch, which says so
     */
    public FakeBatch withSteps(long done) {
        return new FakeBatch(epoch, index, done, examples, skipped, complete);
    }

    @Override
    public Batch snapshot() {
        return this;
    }
}
