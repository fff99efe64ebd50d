package dev.trackside.runtime.core;

import dev.trackside.Plan;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** How long the run is meant to be. */
final class RunPlan implements Plan {

    private final OptionalInt epochs;
    private final int accumulate;
    private volatile OptionalInt batchesPerEpoch;

    /** For steps that so many batches share each; the last of an epoch may have fewer. */
    RunPlan(OptionalInt epochs, OptionalInt batchesPerEpoch, int accumulate) {
        this.accumulate = accumulate;
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
        if (epochs.isEmpty() || batches.isEmpty()) {
            return OptionalLong.empty();
        }
        long stepsOfAnEpoch = ((long) batches.getAsInt() + accumulate - 1) / accumulate;
        return OptionalLong.of(epochs.getAsInt() * stepsOfAnEpoch);
    }
}
