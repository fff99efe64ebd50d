package dev.trackside.engine.common;

/**
 * What training makes small, over a batch of raw outputs in row order. The outputs become predictions first, in the same step, as
 * both share their work and stay exact together.
 *
 * <p>Sums run in row order and use {@link StrictMath}: the same numbers on every JDK.
 *
 * @since 0.1
 */
public enum Loss {

    /** Softmax and cross-entropy, fused: outputs become probabilities of classes, targets are numbers of classes. */
    CROSS_ENTROPY {
        @Override
        public double forward(double[] outputs, double[] targets, int rows, int width) {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += softmax(outputs, row * width, width, (int) targets[row]);
            }
            return sum;
        }

        @Override
        public void backward(double[] predictions, double[] targets, int rows, int width, double[] gradient) {
            for (int row = 0; row < rows; row++) {
                int begin = row * width;
                int target = begin + (int) targets[row];
                for (int i = begin; i < begin + width; i++) {
                    gradient[i] = (predictions[i] - (i == target ? 1 : 0)) / rows;
                }
            }
        }

        private static double softmax(double[] outputs, int begin, int width, int target) {
            double highest = outputs[begin];
            for (int i = begin + 1; i < begin + width; i++) {
                highest = Math.max(highest, outputs[i]);
            }
            double targetOutput = outputs[begin + target] - highest;
            double sum = 0;
            for (int i = begin; i < begin + width; i++) {
                double share = StrictMath.exp(outputs[i] - highest);
                outputs[i] = share;
                sum += share;
            }
            for (int i = begin; i < begin + width; i++) {
                outputs[i] /= sum;
            }
            return StrictMath.log(sum) - targetOutput;
        }
    },

    /** The squared error, a mean over the outputs of a row: outputs are predictions already, targets are quantities. */
    MEAN_SQUARED_ERROR {
        @Override
        public double forward(double[] outputs, double[] targets, int rows, int width) {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                double squares = 0;
                for (int i = row * width; i < (row + 1) * width; i++) {
                    double error = outputs[i] - targets[i];
                    squares += error * error;
                }
                sum += squares / width;
            }
            return sum;
        }

        @Override
        public void backward(double[] predictions, double[] targets, int rows, int width, double[] gradient) {
            int count = rows * width;
            for (int i = 0; i < count; i++) {
                gradient[i] = 2 * (predictions[i] - targets[i]) / count;
            }
        }
    };

    /**
     * Turns raw outputs into predictions, in place, and returns the sum of the rows' losses.
     *
     * @param outputs row after row; overwritten by predictions
     * @param targets one number a row for classes, one an output for quantities
     * @param rows number of rows, which may be less than the arrays have room for
     * @param width outputs of a row
     * @return the sum over the rows; divide by their number for the loss of the batch
     */
    public abstract double forward(double[] outputs, double[] targets, int rows, int width);

    /**
     * Computes the gradient of the batch's loss, which is the mean over its rows, with respect to the raw outputs.
     *
     * @param predictions what {@link #forward} left
     * @param targets as for {@link #forward}
     * @param rows number of rows
     * @param width outputs of a row
     * @param gradient receives the gradient, row after row; may be the predictions' own array
     */
    public abstract void backward(double[] predictions, double[] targets, int rows, int width, double[] gradient);
}
