package dev.trackside.bench.whole;

import dev.trackside.LearningRate;
import dev.trackside.OnEpochBegin;

/** Lowers the learning rate along half a cosine, epoch by epoch. */
final class CosineRate {

    private final double highest;
    private final int epochs;
    private double last;

    CosineRate(double highest, int epochs) {
        this.highest = highest;
        this.epochs = epochs;
    }

    @OnEpochBegin
    void epochBegins(int epoch, LearningRate rate) {
        last = highest * (0.05 + 0.95 * (1 + StrictMath.cos(Math.PI * epoch / epochs)) / 2);
        rate.set(last, "cosine");
    }

    @Override
    public String toString() {
        return "rate at last %s".formatted(last);
    }
}
