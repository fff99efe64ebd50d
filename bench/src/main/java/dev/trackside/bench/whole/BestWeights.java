package dev.trackside.bench.whole;

import dev.trackside.Metric;
import dev.trackside.OnEpochEnd;
import dev.trackside.Weights;
import org.jspecify.annotations.Nullable;

/** Keeps the weights of the best epoch. */
final class BestWeights {

    private double best = Double.POSITIVE_INFINITY;
    private int kept;
    private Weights.@Nullable Snapshot weights;

    @OnEpochEnd
    void epochEnded(@Metric("val_loss") double loss, Weights model) {
        if (loss < best) {
            best = loss;
            weights = model.snapshot();
            kept++;
        }
    }

    @Override
    public String toString() {
        return "best %s, kept %d times, last %s with hash %d"
                .formatted(best, kept, weights, weights == null ? 0 : weights.hashCode());
    }
}
