package dev.trackside.engine.mlp;

import dev.trackside.LearningRate;

/** The rate that the optimizer's next step takes. */
final class MlpLearningRate implements LearningRate {

    private double rate;

    MlpLearningRate(double rate) {
        this.rate = rate;
    }

    @Override
    public double get() {
        return rate;
    }

    @Override
    public void set(double value, String reason) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the learning rate must be finite and not negative, not " + value);
        }
        rate = value;
    }
}
