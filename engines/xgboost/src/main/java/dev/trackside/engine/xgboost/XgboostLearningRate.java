package dev.trackside.engine.xgboost;

import dev.trackside.LearningRate;

/** XGBoost's {@code eta}: what the leaves of the next round's trees are multiplied by. */
final class XgboostLearningRate implements LearningRate {

    private final Model model;

    XgboostLearningRate(Model model) {
        this.model = model;
    }

    @Override
    public double get() {
        return model.rate();
    }

    @Override
    public void set(double value, String reason) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("the learning rate must be finite and not negative, not " + value);
        }
        model.rate(value);
    }
}
