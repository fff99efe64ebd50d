package dev.trackside.plugin.terminateonnan;

import dev.trackside.LearningRate;
import dev.trackside.OnBatchBegin;

/** Lowers the learning rate before the batch that follows a spike. */
final class RateCut {

    private final double factor;
    private boolean due;

    RateCut(double factor) {
        this.factor = factor;
    }

    void request() {
        due = true;
    }

    @OnBatchBegin
    void cut(LearningRate rate) {
        if (due) {
            due = false;
            rate.set(rate.get() * factor, "after a spike of the loss, times " + factor);
        }
    }
}
