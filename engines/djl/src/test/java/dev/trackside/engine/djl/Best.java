package dev.trackside.engine.djl;

import dev.trackside.Metric;
import dev.trackside.OnEpochEnd;

/** Keeps the best accuracy. */
final class Best {

    double accuracy;

    @OnEpochEnd
    void epoch(@Metric("val_accuracy") double value) {
        accuracy = Math.max(accuracy, value);
    }
}
