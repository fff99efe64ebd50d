package dev.trackside.engine.djl;

import ai.djl.training.tracker.Tracker;
import dev.trackside.LearningRate;

/**
 * A learning rate that callbacks can set, for the optimizers of DJL, which ask a {@code Tracker} at every step:
 *
 * <pre>{@code
 * SettableLearningRate rate = new SettableLearningRate(0.01);
 * Optimizer rmsprop = Optimizer.rmsprop().optLearningRateTracker(rate).build();
 * }</pre>
 *
 * <p>A {@link TrackableOptimizer} has one already. To be used on the thread that trains.
 *
 * @since 0.1
 */
public final class SettableLearningRate implements Tracker, LearningRate {

    private double rate;

    /**
     * Begins with a rate.
     *
     * @param rate a finite number, not negative
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    public SettableLearningRate(double rate) {
        this.rate = checked(rate);
    }

    private static double checked(double rate) {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the learning rate must be finite and not negative, not " + rate);
        }
        return rate;
    }

    @Override
    public double get() {
        return rate;
    }

    @Override
    public void set(double value, String reason) {
        rate = checked(value);
    }

    /**
     * The rate as optimizers ask for it.
     *
     * @param update which update it is for; the rate does not depend on it
     * @return the rate, rounded to a float
     */
    @Override
    public float getNewValue(int update) {
        return (float) rate;
    }
}
