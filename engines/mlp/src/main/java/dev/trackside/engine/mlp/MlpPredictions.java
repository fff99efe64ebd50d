package dev.trackside.engine.mlp;

import dev.trackside.Predictions;
import java.util.Arrays;
import java.util.Objects;

/** Labels and outputs of the validation batch at hand, in the units of the data. */
final class MlpPredictions implements Predictions {

    private final int width;
    private final TargetScale scale;
    private int size;
    private double[] labels;
    private double[] outputs;

    MlpPredictions(int width, TargetScale scale) {
        this(width, scale, 0, new double[0], new double[0]);
    }

    private MlpPredictions(int width, TargetScale scale, int size, double[] labels, double[] outputs) {
        this.width = width;
        this.scale = scale;
        this.size = size;
        this.labels = labels;
        this.outputs = outputs;
    }

    /** Shows another batch; the arrays are the engine's own and may be longer. */
    void show(int rows, double[] targets, double[] predictions) {
        size = rows;
        labels = targets;
        outputs = predictions;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public double label(int example) {
        return scale.original(labels[Objects.checkIndex(example, size)]);
    }

    @Override
    public double output(int example, int output) {
        return scale.original(outputs[Objects.checkIndex(example, size) * width + Objects.checkIndex(output, width)]);
    }

    @Override
    public Predictions snapshot() {
        return new MlpPredictions(
                width, scale, size, Arrays.copyOf(labels, size), Arrays.copyOf(outputs, size * width));
    }
}
