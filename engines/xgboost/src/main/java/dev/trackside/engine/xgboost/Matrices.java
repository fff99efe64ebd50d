package dev.trackside.engine.xgboost;

import dev.trackside.engine.common.Dataset;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.jspecify.annotations.Nullable;

/** Brings tables into XGBoost's form, which has single precision. */
final class Matrices {

    private Matrices() {}

    static DMatrix of(Dataset dataset) {
        return make(dataset.features(), dataset.rows(), dataset.targets());
    }

    /** One row without a label. */
    static DMatrix row(double[] features) {
        return make(features, 1, null);
    }

    private static DMatrix make(double[] features, int rows, double @Nullable [] labels) {
        return XgboostFault.call("take the data", () -> {
            // NaN marks what is missing. Without it XGBoost would take each zero for missing.
            DMatrix matrix = new DMatrix(floats(features), rows, features.length / rows, Float.NaN);
            if (labels != null) {
                matrix.setLabel(floats(labels));
            }
            return matrix;
        });
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
