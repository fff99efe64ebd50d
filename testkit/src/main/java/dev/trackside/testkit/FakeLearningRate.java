package dev.trackside.testkit;

import dev.trackside.LearningRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A learning rate that remembers how it was changed.
 *
 * @since 0.1
 */
public final class FakeLearningRate implements LearningRate {

    private final List<Change> changes = new ArrayList<>();
    private double rate;

    /**
     * A change of the rate.
     *
     * @param rate the new rate
     * @param reason why
     */
    public record Change(double rate, String reason) {}

    private FakeLearningRate(double rate) {
        this.rate = rate;
    }

    /**
     * Creates a learning rate.
     *
     * @param rate a finite number, not negative
     * @return the learning rate
     */
    public static FakeLearningRate of(double rate) {
        return new FakeLearningRate(checked(rate));
    }

    @Override
    public double get() {
        return rate;
    }

    @Override
    public void set(double value, String reason) {
        Objects.requireNonNull(reason, "reason");
        rate = checked(value);
        changes.add(new Change(value, reason));
    }

    private static double checked(double rate) {
        if (!(rate >= 0) || rate == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a learning rate is a finite number, not negative, so not " + rate);
        }
        return rate;
    }

    /**
     * How the rate was set.
     *
     * @return a copy, in order; sets to the same value are among them
     */
    public List<Change> changes() {
        return List.copyOf(changes);
    }
}
