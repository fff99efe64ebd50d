package dev.trackside.plugin.metrics;

import dev.trackside.TracksideException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Measures of a regression; definitions and corner cases are scikit-learn's. */
enum RegressionMetric {
    /** Mean absolute error. */
    MAE {
        @Override
        double of(double[] truths, double[] predictions) {
            return mean(truths.length, i -> Math.abs(truths[i] - predictions[i]));
        }
    },
    /** Mean squared error. */
    MSE {
        @Override
        double of(double[] truths, double[] predictions) {
            return mean(truths.length, i -> square(truths[i] - predictions[i]));
        }
    },
    /** Root of the mean squared error. */
    RMSE {
        @Override
        double of(double[] truths, double[] predictions) {
            return Math.sqrt(MSE.of(truths, predictions));
        }
    },
    /** Coefficient of determination: 1 for perfect predictions of a constant, 0 for others of a constant; NaN for a single example. */
    R2 {
        @Override
        double of(double[] truths, double[] predictions) {
            double mean = mean(truths.length, i -> truths[i]);
            return truths.length < 2
                    ? Double.NaN
                    : explained(
                            mean(truths.length, i -> square(truths[i] - predictions[i])),
                            mean(truths.length, i -> square(truths[i] - mean)));
        }
    },
    /** Share of the variance that the predictions explain. */
    EXPLAINED_VARIANCE {
        @Override
        double of(double[] truths, double[] predictions) {
            double mean = mean(truths.length, i -> truths[i]);
            double meanError = mean(truths.length, i -> truths[i] - predictions[i]);
            return explained(
                    mean(truths.length, i -> square(truths[i] - predictions[i] - meanError)),
                    mean(truths.length, i -> square(truths[i] - mean)));
        }
    },
    /** Mean absolute error in relation to the truth; a truth of 0 counts as the smallest difference from 1. */
    MAPE {
        @Override
        double of(double[] truths, double[] predictions) {
            return mean(
                    truths.length,
                    i -> Math.abs(truths[i] - predictions[i]) / Math.max(Math.abs(truths[i]), Math.ulp(1.0)));
        }
    },
    /** The largest absolute error. */
    MAX_ERROR {
        @Override
        double of(double[] truths, double[] predictions) {
            return IntStream.range(0, truths.length)
                    .mapToDouble(i -> Math.abs(truths[i] - predictions[i]))
                    .max()
                    .orElse(Double.NaN);
        }
    },
    /** The median of the absolute errors. */
    MEDIAN_ABSOLUTE_ERROR {
        @Override
        double of(double[] truths, double[] predictions) {
            double[] errors = IntStream.range(0, truths.length)
                    .mapToDouble(i -> Math.abs(truths[i] - predictions[i]))
                    .sorted()
                    .toArray();
            int middle = errors.length / 2;
            return errors.length % 2 == 1 ? errors[middle] : (errors[middle - 1] + errors[middle]) / 2;
        }
    };

    private static final String PREFIX = "val_";

    /**
     * The measure of all examples.
     *
     * @param truths their targets, at least one
     * @param predictions as many predictions
     */
    abstract double of(double[] truths, double[] predictions);

    /**
     * Reads the name of a metric, e.g. {@code val_rmse}.
     *
     * @throws TracksideException if it is none of these
     */
    static RegressionMetric parse(String name) {
        for (RegressionMetric one : values()) {
            if (name.equals(PREFIX + one.name().toLowerCase(Locale.ROOT))) {
                return one;
            }
        }
        throw new TracksideException("%s is no metric of a regression. There are %s."
                .formatted(
                        name,
                        Arrays.stream(values())
                                .map(one -> PREFIX + one.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }

    private static double explained(double unexplained, double variance) {
        if (variance == 0) {
            return unexplained == 0 ? 1 : 0;
        }
        return 1 - unexplained / variance;
    }

    private static double mean(int size, IntToDoubleFunction values) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += values.applyAsDouble(i);
        }
        return sum / size;
    }

    private static double square(double value) {
        return value * value;
    }
}
