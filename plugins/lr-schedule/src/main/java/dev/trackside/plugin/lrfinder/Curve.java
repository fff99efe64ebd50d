package dev.trackside.plugin.lrfinder;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * What a range test has seen: rates and the losses at them, smoothed by an exponential mean that is corrected for its start, as in Adam. Only
 * finite losses are in it. The rules look at all of it but the first tenth and the last one, as Lightning's do: the
 * first losses are of a rate so small that they are noise.
 */
final class Curve {

    private static final double SKIPPED = 0.1;

    private final double[] rates;
    private final double[] losses;
    private final double[] smoothed;

    private Curve(double[] rates, double[] losses, double[] smoothed) {
        this.rates = rates;
        this.losses = losses;
        this.smoothed = smoothed;
    }

    /**
     * Smooths losses.
     *
     * @param rates the rates in order
     * @param losses the finite loss at each
     * @param smoothing the weight of what came before, from 0 to below 1
     */
    static Curve of(double[] rates, double[] losses, double smoothing) {
        double[] smoothed = new double[losses.length];
        double mean = 0;
        double weight = 1;
        for (int i = 0; i < losses.length; i++) {
            mean = smoothing * mean + (1 - smoothing) * losses[i];
            weight *= smoothing;
            smoothed[i] = mean / (1 - weight);
        }
        return new Curve(rates.clone(), losses.clone(), smoothed);
    }

    int size() {
        return rates.length;
    }

    double rate(int index) {
        return rates[index];
    }

    double loss(int index) {
        return losses[index];
    }

    double smoothed(int index) {
        return smoothed[index];
    }

    /**
     * The smoothed losses for a plot: where they fell, values that are as far above the first as the smallest is below it, or further, are cut off,
     * or nobody would see more than the divergence.
     */
    double[] forPlot() {
        double first = smoothed[0];
        double fall = first - Arrays.stream(smoothed).min().orElse(first);
        double top = fall > 0 ? first + fall : Double.POSITIVE_INFINITY;
        return Arrays.stream(smoothed).map(loss -> Math.min(loss, top)).toArray();
    }

    /** The smallest smoothed loss before the last one; positive infinity if there is none. */
    double bestBeforeLast() {
        return Arrays.stream(smoothed, 0, Math.max(0, size() - 1)).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Where the loss falls most steeply by the logarithm of the rate; empty if it falls nowhere. */
    OptionalInt steepest() {
        int found = -1;
        double least = 0;
        for (int i = first() + 1; i < end() - 1; i++) {
            double slope =
                    (smoothed[i + 1] - smoothed[i - 1]) / (StrictMath.log(rates[i + 1]) - StrictMath.log(rates[i - 1]));
            if (slope < least) {
                least = slope;
                found = i;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /**
     * Half the way along the longest valley, which is the longest run of values that fall, others between them left out: the rule
     * {@code valley} of fastai. Empty if the loss falls nowhere.
     */
    OptionalInt valley() {
        int from = first();
        int count = end() - from;
        int[] longest = new int[Math.max(0, count)];
        int last = 0;
        for (int i = 0; i < count; i++) {
            longest[i] = 1;
            for (int j = 0; j < i; j++) {
                if (smoothed[from + i] < smoothed[from + j] && longest[i] < longest[j] + 1) {
                    longest[i] = longest[j] + 1;
                }
            }
            if (longest[i] > longest[last]) {
                last = i;
            }
        }
        if (count < 1 || longest[last] < 2) {
            return OptionalInt.empty();
        }
        int begin = last - longest[last]; // one before the valley, as fastai has it
        double third = (last - begin) / 3.0;
        return OptionalInt.of(from + Math.max(0, begin + (int) third + (int) (third / 2)));
    }

    /** Where the loss is smallest; empty if there is none. */
    OptionalInt minimum() {
        int found = -1;
        for (int i = first(); i < end(); i++) {
            if (found < 0 || smoothed[i] < smoothed[found]) {
                found = i;
            }
        }
        return found < 0 ? OptionalInt.empty() : OptionalInt.of(found);
    }

    private int first() {
        return (int) (SKIPPED * size());
    }

    private int end() {
        return size() - 1;
    }
}
