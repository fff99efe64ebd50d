package dev.trackside.plugin.lrschedule;

import dev.trackside.Plan;
import dev.trackside.TracksideException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The plan of a run that is only simulated.
 *
 * @param epochs its epochs
 * @param batchesPerEpoch its optimizer steps in each epoch, if they are known
 */
record FixedPlan(OptionalInt epochs, OptionalInt batchesPerEpoch) implements Plan {

    static FixedPlan of(int epochs, OptionalInt batchesPerEpoch) {
        check("epochs", epochs);
        batchesPerEpoch.ifPresent(batches -> check("steps per epoch", batches));
        return new FixedPlan(OptionalInt.of(epochs), batchesPerEpoch);
    }

    private static void check(String what, int value) {
        if (value < 1) {
            throw new TracksideException("%d %s is no run. Give at least 1.".formatted(value, what));
        }
    }

    @Override
    public OptionalLong steps() {
        return epochs.isPresent() && batchesPerEpoch.isPresent()
                ? OptionalLong.of((long) epochs.getAsInt() * batchesPerEpoch.getAsInt())
                : OptionalLong.empty();
    }
}
