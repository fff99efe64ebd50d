package dev.trackside.plugin.metrics;

import dev.trackside.testkit.FakePredictions;
import java.util.List;
import java.util.OptionalDouble;

/** Metrics of examples that are given. */
final class Given {

    private Given() {}

    /** A metric of a classification whose predictions are certain. */
    static double ofClasses(String metric, int[] truths, int[] predicted) {
        int classes = 0;
        for (int i = 0; i < truths.length; i++) {
            classes = Math.max(classes, Math.max(truths[i], predicted[i]) + 1);
        }
        double[] labels = new double[truths.length];
        double[][] outputs = new double[truths.length][Math.max(2, classes)];
        for (int i = 0; i < truths.length; i++) {
            labels[i] = truths[i];
            outputs[i][predicted[i]] = 1;
        }
        return ofOutputs(metric, labels, outputs).orElseThrow();
    }

    static OptionalDouble ofOutputs(String metric, double[] labels, double[][] outputs) {
        ClassificationMetric parsed = ClassificationMetric.parse(metric, Average.MACRO);
        Classification classification = new Classification(List.of(parsed));
        classification.add(FakePredictions.of(labels, outputs));
        return classification.value(parsed);
    }
}
