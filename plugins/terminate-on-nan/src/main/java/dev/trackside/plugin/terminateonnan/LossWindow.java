package dev.trackside.plugin.terminateonnan;

import java.util.Arrays;

/** The newest values of a loss, and whether the next one is far above them. */
final class LossWindow {

    private final double ratio;
    private final int size;
    private double[] values = {};
    private int next;

    LossWindow(int size, double ratio) {
        this.size = size;
        this.ratio = ratio;
    }

    /** Whether a value is above the mean of a full window by more than its size times the ratio less one; for a positive mean: above ratio times it. */
    boolean isSpike(double value) {
        double mean = mean();
        return values.length == size && value - mean > (ratio - 1) * Math.abs(mean);
    }

    double mean() {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    void add(double value) {
        if (values.length < size) {
            values = Arrays.copyOf(values, values.length + 1);
            values[values.length - 1] = value;
        } else {
            values[next] = value;
            next = (next + 1) % size;
        }
    }

    /** The values from the oldest to the newest. */
    double[] toArray() {
        double[] ordered = new double[values.length];
        System.arraycopy(values, next, ordered, 0, values.length - next);
        System.arraycopy(values, 0, ordered, values.length - next, next);
        return ordered;
    }

    /** Puts back what {@link #toArray} gave; of more values than there is room for the newest stay. */
    void restore(double[] ordered) {
        values = Arrays.copyOfRange(ordered, Math.max(0, ordered.length - size), ordered.length);
        next = 0;
    }
}
