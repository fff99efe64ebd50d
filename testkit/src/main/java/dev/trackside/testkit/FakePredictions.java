package dev.trackside.testkit;

import dev.trackside.Predictions;
import java.util.Arrays;
import java.util.Objects;

/**
 * Labels and outputs of one validation batch. Immutable.
 *
 * @since 0.1
 */
public final class FakePredictions implements Predictions {

    private final double[] labels;
    private final double[][] outputs;

    private FakePredictions(double[] labels, double[][] outputs) {
        this.labels = labels;
        this.outputs = outputs;
    }

    /**
     * Creates predictions.
     *
     * @param labels the truth for each example, at least one: an index of a class, or a target
     * @param outputs for each example its outputs, at least one and for each example as many
     * @return the predictions
     * @throws IllegalArgumentException if the arrays do not fit together
     */
    public static FakePredictions of(double[] labels, double[][] outputs) {
        if (labels.length == 0 || labels.length != outputs.length) {
            throw new IllegalArgumentException(
                    "there are %d labels and outputs for %d examples; give as many, at least one of each"
                            .formatted(labels.length, outputs.length));
        }
        int width = outputs[0].length;
        if (width == 0 || !Arrays.stream(outputs).allMatch(row -> row.length == width)) {
            throw new IllegalArgumentException(
                    "each example needs as many outputs as the first, which has %d; at least one".formatted(width));
        }
        return new FakePredictions(
                labels.clone(), Arrays.stream(outputs).map(double[]::clone).toArray(double[][]::new));
    }

    @Override
    public int size() {
        return labels.length;
    }

    @Override
    public int width() {
        return outputs[0].length;
    }

    @Override
    public double label(int example) {
        return labels[Objects.checkIndex(example, labels.length)];
    }

    @Override
    public double output(int example, int output) {
        double[] row = outputs[Objects.checkIndex(example, labels.length)];
        return row[Objects.checkIndex(output, row.length)];
    }

    @Override
    public Predictions snapshot() {
        return this;
    }
}
