package dev.trackside.bench.whole;

import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.Loss;
import java.util.Arrays;
import java.util.Random;

/**
 * A network of somebody who needs no library: one hidden layer, all parameters in one array, gradient descent. It is what a loop of one's own
 * trains, with or without Trackside.
 */
final class OwnNet {

    private static final int CLASSES = Confusion.CLASSES;

    private final int inputs;
    private final int hidden;
    private final double[] values;
    private final double[] slopes;
    private final double[] activations;
    private final double[] outputs;
    private final double[] back;
    private final double[] targets;
    private double rate;
    private int size;

    OwnNet(int inputs, int hidden, int largestBatch, double rate) {
        this.inputs = inputs;
        this.hidden = hidden;
        this.rate = rate;
        values = new double[hidden * (inputs + CLASSES)];
        slopes = new double[values.length];
        activations = new double[largestBatch * hidden];
        back = new double[hidden];
        outputs = new double[largestBatch * CLASSES];
        targets = new double[largestBatch];
        Random random = new Random(Runs.SEED);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextGaussian() * Math.sqrt(2.0 / inputs);
        }
    }

    /**
     * Predicts some rows and returns their mean loss.
     *
     * @param data the rows
     * @param order which of them come when
     * @param begin the first of the batch
     * @param rows how many
     */
    double forward(Dataset data, int[] order, int begin, int rows) {
        size = rows;
        Arrays.fill(activations, 0, rows * hidden, 0);
        Arrays.fill(outputs, 0, rows * CLASSES, 0);
        for (int row = 0; row < rows; row++) {
            int example = order[begin + row];
            targets[row] = data.targets()[example];
            for (int i = 0; i < inputs; i++) {
                add(data.features()[example * inputs + i], values, i * hidden, activations, row * hidden, hidden);
            }
            for (int j = 0; j < hidden; j++) {
                double active = Math.max(0, activations[row * hidden + j]);
                activations[row * hidden + j] = active;
                add(active, values, second(j), outputs, row * CLASSES, CLASSES);
            }
        }
        return Loss.CROSS_ENTROPY.forward(outputs, targets, rows, CLASSES) / rows;
    }

    /** Where the weights of a hidden unit begin that lead to the classes. */
    private int second(int unit) {
        return hidden * inputs + unit * CLASSES;
    }

    /** Adds a multiple of some numbers to others. */
    private static void add(double factor, double[] from, int fromBegin, double[] to, int toBegin, int count) {
        for (int i = 0; i < count; i++) {
            to[toBegin + i] += factor * from[fromBegin + i];
        }
    }

    /** The part of the last rows that was recognized. */
    double accuracy() {
        int right = 0;
        for (int row = 0; row < size; row++) {
            int best = 0;
            for (int i = 1; i < CLASSES; i++) {
                best = outputs[row * CLASSES + i] > outputs[row * CLASSES + best] ? i : best;
            }
            right += best == (int) targets[row] ? 1 : 0;
        }
        return (double) right / size;
    }

    /** Computes the gradients of the mean loss of the rows that were predicted last. */
    void backward(Dataset data, int[] order, int begin) {
        Loss.CROSS_ENTROPY.backward(outputs, targets, size, CLASSES, outputs);
        Arrays.fill(slopes, 0);
        for (int row = 0; row < size; row++) {
            for (int j = 0; j < hidden; j++) {
                double active = activations[row * hidden + j];
                double sum = 0;
                for (int i = 0; active > 0 && i < CLASSES; i++) {
                    sum += outputs[row * CLASSES + i] * values[second(j) + i];
                }
                back[j] = sum;
                add(active, outputs, row * CLASSES, slopes, second(j), CLASSES);
            }
            int example = order[begin + row];
            for (int i = 0; i < inputs; i++) {
                add(data.features()[example * inputs + i], back, 0, slopes, i * hidden, hidden);
            }
        }
    }

    void step() {
        add(-rate, slopes, 0, values, 0, values.length);
    }

    /** All parameters: the array itself. */
    double[] values() {
        return values;
    }

    /** The gradients of all parameters: the array itself. */
    double[] slopes() {
        return slopes;
    }

    double rate() {
        return rate;
    }

    void rate(double other) {
        rate = other;
    }

    /** Number of rows that were predicted last. */
    int size() {
        return size;
    }

    /** The class of a row of those. */
    double target(int row) {
        return targets[row];
    }

    /** The probability of a class of such a row. */
    double output(int row, int column) {
        return outputs[row * CLASSES + column];
    }
}
