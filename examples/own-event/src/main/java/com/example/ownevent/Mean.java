package com.example.ownevent;

import dev.trackside.LearningRate;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Learns the mean of noisy numbers, one by one. With a fixed learning rate it ends up wandering around the mean; the smaller the rate, the closer.
 */
final class Mean implements LearningRate {

    private static final double TRUTH = 3;

    private double guess;
    private double rate = 0.5;

    /** Numbers around the mean. */
    List<Double> numbers(RandomGenerator random) {
        return random.doubles(50).map(noise -> TRUTH + noise - 0.5).boxed().toList();
    }

    /** Makes one step; returns the loss before it. */
    double step(double number) {
        double error = guess - number;
        guess -= rate * error;
        return error * error;
    }

    /** How far the guess is from the truth. */
    double loss() {
        return (guess - TRUTH) * (guess - TRUTH);
    }

    @Override
    public double get() {
        return rate;
    }

    @Override
    public void set(double newRate, String reason) {
        rate = newRate;
    }
}
