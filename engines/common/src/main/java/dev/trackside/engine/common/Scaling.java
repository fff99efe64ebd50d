package dev.trackside.engine.common;

import java.util.Arrays;

/**
 * A way to bring features to a size that suits training; {@link #fit} learns the numbers from the training rows, and the {@link
 * Scaler} then treats all rows alike.
 *
 * @since 0.1
 */
public sealed interface Scaling {

    /** Learns from the training rows, never from those for validation. */
    Scaler fit(Dataset train);

    /** Leaves the features as they are. */
    static Scaling none() {
        return divideBy(1);
    }

    /**
     * Divides every feature by one number.
     *
     * @throws IllegalArgumentException if the number is not finite and positive
     */
    static Scaling divideBy(double divisor) {
        return new Divide(divisor);
    }

    /** Moves each column to the range 0 to 1 that its training values span; a constant column becomes 0. */
    static Scaling minMax() {
        return new MinMax();
    }

    /**
     * Moves each column to mean 0 and standard deviation 1 (the population's, as elsewhere in the field); a constant column becomes
     * 0.
     */
    static Scaling standardize() {
        return new Standardize();
    }

    /**
     * Reads a scaling as people write it: {@code standardize}, {@code min-max}, {@code none}, or the number to divide by.
     *
     * @throws IllegalArgumentException if the text is none of these
     */
    static Scaling parse(String text) {
        return switch (text) {
            case "none" -> none();
            case "standardize", "standard" -> standardize();
            case "min-max" -> minMax();
            default -> {
                double divisor = Numbers.parse(text);
                if (!(divisor > 0)) {
                    throw new IllegalArgumentException(
                            "'%s' is no scaling: use standardize, min-max, none, or a positive number to divide by"
                                    .formatted(text));
                }
                yield divideBy(divisor);
            }
        };
    }

    /**
     * Divides by a number.
     *
     * @param divisor finite and positive
     */
    record Divide(double divisor) implements Scaling {

        /** Checks the divisor. */
        public Divide {
            if (!(divisor > 0) || Double.isInfinite(divisor)) {
                throw new IllegalArgumentException(
                        "the divisor must be finite and positive, not %s".formatted(divisor));
            }
        }

        @Override
        public Scaler fit(Dataset train) {
            double[] spread = new double[train.width()];
            Arrays.fill(spread, divisor);
            return new Scaler(new double[train.width()], spread);
        }
    }

    /** Moves to 0 … 1. */
    record MinMax() implements Scaling {

        @Override
        public Scaler fit(Dataset train) {
            int width = train.width();
            double[] lowest = new double[width];
            double[] highest = new double[width];
            Arrays.fill(lowest, Double.POSITIVE_INFINITY);
            Arrays.fill(highest, Double.NEGATIVE_INFINITY);
            double[] features = train.features();
            for (int i = 0; i < features.length; i++) {
                int column = i % width;
                lowest[column] = Math.min(lowest[column], features[i]);
                highest[column] = Math.max(highest[column], features[i]);
            }
            double[] spread = new double[width];
            for (int column = 0; column < width; column++) {
                spread[column] = highest[column] - lowest[column];
            }
            return new Scaler(lowest, spread);
        }
    }

    /** Moves to mean 0 and deviation 1. */
    record Standardize() implements Scaling {

        @Override
        public Scaler fit(Dataset train) {
            int width = train.width();
            double[] features = train.features();
            double[] mean = new double[width];
            for (int i = 0; i < features.length; i++) {
                mean[i % width] += features[i];
            }
            for (int column = 0; column < width; column++) {
                mean[column] /= train.rows();
            }
            double[] spread = new double[width];
            for (int i = 0; i < features.length; i++) {
                double distance = features[i] - mean[i % width];
                spread[i % width] += distance * distance;
            }
            for (int column = 0; column < width; column++) {
                double deviation = Math.sqrt(spread[column] / train.rows()); // exact on every JDK, as StrictMath's
                // The mean of equal numbers may be off by a rounding error, which is no spread.
                spread[column] = deviation > 1e-12 * Math.abs(mean[column]) ? deviation : 0;
            }
            return new Scaler(mean, spread);
        }
    }
}
