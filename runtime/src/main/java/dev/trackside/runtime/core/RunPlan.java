package dev.trackside.runtime.core;

import dev.trackside.Plan;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How long the run is meant to be. */
final class RunPlan implements Plan {

    private final OptionalInt epochs;
    private volatile OptionalInt batchesPerEpoch;

    RunPlan(OptionalInt epochs, OptionalInt batchesPerEpoch) {
        this.epochs = epochs;
        this.batchesPerEpoch = batchesPerEpoch;
    }

    /** An epoch has ended; its number of batches is the best guess for those to come. */
    void epochHadBatches(int batches) {
        if (batchesPerEpoch.isEmpty() && batches > 0) {
            batchesPerEpoch = OptionalInt.of(batches);
        }
    }

    @Override
    public OptionalInt epochs() {
        return epochs;
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return batchesPerEpoch;
    }

    @Override
    public OptionalLong steps() {
        OptionalInt batches = batchesPerEpoch;
        return epochs.isPresent() && batches.isPresent()
                ? OptionalLong.of((long) epochs.getAsInt() * batches.getAsInt())
                : OptionalLong.empty();
    }
}
