package dev.trackside.testkit;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnTrainEnd;
import dev.trackside.Weights;
import org.jspecify.annotations.Nullable;

/** A callback that clips gradients, halves the learning rate at each epoch end, and restores the weights of the first epoch at train end. */
final class Meddles {

    private Weights.@Nullable Snapshot first;

    @Nullable
    Gradients lent;

    @OnGradients
    void gradients(Gradients gradients) {
        lent = gradients;
        gradients.clipByNorm(1);
    }

    @OnEpochEnd
    void epochEnd(LearningRate rate, Weights weights) {
        rate.set(rate.get() / 2, "halved");
        if (first == null) {
            first = weights.snapshot();
        }
    }

    @OnTrainEnd
    void trainEnd(Weights weights) {
        if (first != null) {
            weights.restore(first, "the first were good enough");
        }
    }
}
