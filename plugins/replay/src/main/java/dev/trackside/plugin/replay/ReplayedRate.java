package dev.trackside.plugin.replay;

import dev.trackside.LearningRate;
import org.jspecify.annotations.Nullable;

/** The learning rate of a replay: that of callbacks if one of them takes it, else as it was recorded. */
final class ReplayedRate implements LearningRate {

    private double rate;
    private boolean following;

    /**
     * Creates it.
     *
     * @param first the rate before the first event
     */
    ReplayedRate(double first) {
        this.rate = first;
    }

    /** Whether it is as it was recorded. */
    void follow(boolean recorded) {
        following = recorded;
    }

    /** The record has come to an event. */
    void recorded(@Nullable Double then) {
        if (following && then != null) {
            rate = then;
        }
    }

    @Override
    public double get() {
        return rate;
    }

    @Override
    public void set(double value, String reason) {
        rate = value;
    }
}
