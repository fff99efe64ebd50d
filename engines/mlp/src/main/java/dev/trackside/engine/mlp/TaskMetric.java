package dev.trackside.engine.mlp;

import java.util.List;
import java.util.Locale;

/** A metric beside the loss; each is a mean over examples, so that the weighted mean of batches is that of the epoch. */
enum TaskMetric {

    /** Part of the examples whose most probable class is theirs; of equally probable ones the first counts. */
    ACCURACY {
        @Override
        double of(double[] predictions, double[] targets, int rows, int width, TargetScale scale, double variance) {
            int right = 0;
            for (int row = 0; row < rows; row++) {
                int begin = row * width;
                int best = 0;
                for (int i = 1; i < width; i++) {
                    if (predictions[begin + i] > predictions[begin + best]) {
                        best = i;
                    }
                }
                if (best == (int) targets[row] && !Double.isNaN(predictions[begin])) {
                    right++;
                }
            }
            return (double) right / rows;
        }
    },

    /** Mean distance from the target, in the units of the data. */
    MAE {
        @Override
        double of(double[] predictions, double[] targets, int rows, int width, TargetScale scale, double variance) {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += Math.abs(predictions[row] - targets[row]);
            }
            return scale.spread() * sum / rows;
        }
    },

    /**
     * Part of the targets' variance that the model explains, 1 at best. The variance is that of the whole dataset, so that the mean
     * over all batches is exactly the coefficient of determination; for a single batch it says less.
     */
    R2 {
        @Override
        double of(double[] predictions, double[] targets, int rows, int width, TargetScale scale, double variance) {
            double squares = 0;
            for (int row = 0; row < rows; row++) {
                double error = predictions[row] - targets[row];
                squares += error * error;
            }
            return 1 - squares / rows / variance;
        }
    };

    static List<TaskMetric> of(boolean classification) {
        return classification ? List.of(ACCURACY) : List.of(MAE, R2);
    }

    /**
     * Computes the metric of a batch.
     *
     * @param predictions row after row, as the network gives them
     * @param targets one a row, as the network learns them
     * @param rows rows of the batch
     * @param width outputs of a row
     * @param scale leads from the network's units to those of the data
     * @param variance that of the dataset's targets in the network's units
     */
    abstract double of(double[] predictions, double[] targets, int rows, int width, TargetScale scale, double variance);

    /** The name to record it by. */
    String metric() {
        return name().toLowerCase(Locale.ROOT);
    }
}
