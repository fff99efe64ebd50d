package dev.trackside.bench.whole;

import java.util.Arrays;

/**
 * The middle of some measurements, and how far half of them lie from it.
 *
 * @param low a quarter of them lies below
 * @param median half of them lies below
 * @param high a quarter of them lies above
 */
record Quartiles(double low, double median, double high) {

    static Quartiles of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
    }

    /** The value at a part of the way, between two measurements if need be. */
    private static double at(double[] sorted, double part) {
        double place = part * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
