package dev.trackside.testkit;

import dev.trackside.Epoch;

/**
 * An epoch for the direct call of a handler.
 *
 * @param index its index, from 0
 * @param batches the training batches that have ended in it
 * @since 0.1
 */
public record FakeEpoch(int index, int batches) implements Epoch {

    /** Checks the parts. */
    public FakeEpoch {
        Checks.notNegative(index, "the index of an epoch");
        Checks.notNegative(batches, "the number of batches");
    }

    /**
     * An epoch without batches.
     *
     * @param index its index, from 0
     * @return the epoch
     */
    public static FakeEpoch of(int index) {
        return new FakeEpoch(index, 0);
    }

    @Override
    public Epoch snapshot() {
        return this;
    }
}
