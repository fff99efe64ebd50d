package dev.trackside.testkit;

import dev.trackside.Plan;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How long a run is meant to be, as given. Immutable.
 *
 * @param epochs planned epochs, positive, or empty
 * @param batchesPerEpoch training batches in each epoch, positive, or empty
 * @since 0.1
 */
public record FakePlan(OptionalInt epochs, OptionalInt batchesPerEpoch) implements Plan {

    /** Checks the parts. */
    public FakePlan {
        epochs.ifPresent(count -> Checks.positive(count, "epochs"));
        batchesPerEpoch.ifPresent(count -> Checks.positive(count, "batches"));
    }

    /**
     * A run whose length is known.
     *
     * @param epochs at least 1
     * @param batchesPerEpoch at least 1
     * @return the plan
     */
    public static FakePlan of(int epochs, int batchesPerEpoch) {
        return new FakePlan(OptionalInt.of(epochs), OptionalInt.of(batchesPerEpoch));
    }

    /**
     * A run without a limit, of whose data nothing is known.
     *
     * @return the plan
     */
    public static FakePlan unknown() {
        return new FakePlan(OptionalInt.empty(), OptionalInt.empty());
    }

    @Override
    public OptionalLong steps() {
        return epochs.isPresent() && batchesPerEpoch.isPresent()
                ? OptionalLong.of((long) epochs.getAsInt() * batchesPerEpoch.getAsInt())
                : OptionalLong.empty();
    }
}
