package dev.trackside;

/**
 * Sets the learning rate. A capability; two takers in one run are an error unless one names the other in {@code before} or {@code after}. To
 * only read it take {@code @Metric("lr") double}. Every change is recorded as a {@link Decision}.
 *
 * @since 0.1
 */
public interface LearningRate {

    /**
     * The learning rate of the next step.
     *
     * @return a finite number, not negative
     */
    double get();

    /**
     * Sets the learning rate from the next step on.
     *
     * @param rate a finite number, not negative
     * @param reason why, for people
     * @throws IllegalArgumentException if the rate is negative or not finite
     */
    void set(double rate, String reason);

    /**
     * Sets the learning rate from the next step on, with no more reason than the value.
     *
     * @param rate a finite number, not negative
     */
    default void set(double rate) {
        set(rate, "set to " + rate);
    }
}
