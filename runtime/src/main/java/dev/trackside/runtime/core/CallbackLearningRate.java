package dev.trackside.runtime.core;

import dev.trackside.LearningRate;

/** The learning rate as one callback gets it: each change is recorded under its id. */
final class CallbackLearningRate implements LearningRate {

    private final TrainingRun run;
    private final LearningRate rate;
    private final String callback;

    CallbackLearningRate(TrainingRun run, LearningRate rate, String callback) {
        this.run = run;
        this.rate = rate;
        this.callback = callback;
    }

    @Override
    public double get() {
        run.thread().check("LearningRate");
        return rate.get();
    }

    @Override
    public void set(double value, String reason) {
        run.thread().check("LearningRate");
        if (!(value >= 0) || value == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "%s sets the learning rate to %s; it must be a finite number, not negative."
                            .formatted(callback, value));
        }
        if (reason.isBlank()) {
            throw new IllegalArgumentException("%s sets the learning rate without a reason.".formatted(callback));
        }
        double before = rate.get();
        if (value != before) {
            rate.set(value, reason);
            run.frame().layer().set(run.learningRateSlot(), value);
            run.firing().recordRate(callback, reason, before, value);
        }
    }
}
