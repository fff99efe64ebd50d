package dev.trackside.engine.xgboost;

import dev.trackside.Predictions;
import java.util.Objects;

/** Labels and outputs of the validation, as XGBoost gives them. */
final class XgboostPredictions implements Predictions {

    private float[] labels;
    private float[][] outputs;

    XgboostPredictions() {
        this(new float[0], new float[0][]);
    }

    private XgboostPredictions(float[] labels, float[][] outputs) {
        this.labels = labels;
        this.outputs = outputs;
    }

    /** Shows others; the arrays are not written to any more. */
    void show(float[] newLabels, float[][] newOutputs) {
        labels = newLabels;
        outputs = newOutputs;
    }

    @Override
    public int size() {
        return outputs.length;
    }

    @Override
    public int width() {
        return outputs.length == 0 ? 0 : outputs[0].length;
    }

    @Override
    public double label(int example) {
        return labels[Objects.checkIndex(example, size())];
    }

    @Override
    public double output(int example, int output) {
        return outputs[Objects.checkIndex(example, size())][Objects.checkIndex(output, width())];
    }

    @Override
    public Predictions snapshot() {
        return new XgboostPredictions(labels, outputs);
    }
}
