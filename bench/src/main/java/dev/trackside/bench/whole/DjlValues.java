package dev.trackside.bench.whole;

import ai.djl.ndarray.NDList;
import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.TrainingListener.BatchData;
import dev.trackside.Predictions;

/** Loss, accuracy and outputs of a batch of DJL, as numbers, and the means over a pass. */
final class DjlValues {

    private static final String ACCUMULATOR = "whole";

    private final Evaluator accuracy;
    private double lossSum;
    private double accuracySum;
    private double examples;

    DjlValues(Trainer trainer) {
        accuracy = trainer.getEvaluators().stream()
                .filter(evaluator -> evaluator != trainer.getLoss())
                .findFirst()
                .orElseThrow();
        accuracy.addAccumulator(ACCUMULATOR);
    }

    /** The loss of a batch that somebody else has passed. */
    static double loss(Trainer trainer, BatchData data) {
        return trainer.getLoss()
                .evaluate(
                        data.getLabels().values().iterator().next(),
                        data.getPredictions().values().iterator().next())
                .getFloat();
    }

    double accuracy(NDList labels, NDList outputs) {
        accuracy.resetAccumulator(ACCUMULATOR);
        accuracy.updateAccumulator(ACCUMULATOR, labels, outputs);
        return accuracy.getAccumulator(ACCUMULATOR);
    }

    double accuracy(BatchData data) {
        return accuracy(
                data.getLabels().values().iterator().next(),
                data.getPredictions().values().iterator().next());
    }

    void begin() {
        lossSum = 0;
        accuracySum = 0;
        examples = 0;
    }

    void add(double loss, double accurate, double size) {
        lossSum += size * loss;
        accuracySum += size * accurate;
        examples += size;
    }

    double meanLoss() {
        return lossSum / examples;
    }

    double meanAccuracy() {
        return accuracySum / examples;
    }

    /** Copies labels and outputs. */
    static Predictions predictions(NDList labels, NDList outputs) {
        return new Rows(labels.head().toLongArray(), outputs.head().toFloatArray());
    }

    /** Copies labels and outputs. */
    static Predictions predictions(BatchData data) {
        return predictions(
                data.getLabels().values().iterator().next(),
                data.getPredictions().values().iterator().next());
    }

    private static final class Rows implements Predictions {

        private final long[] labels;
        private final float[] outputs;

        Rows(long[] labels, float[] outputs) {
            this.labels = labels;
            this.outputs = outputs;
        }

        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public int width() {
            return outputs.length / labels.length;
        }

        @Override
        public double label(int example) {
            return labels[example];
        }

        @Override
        public double output(int example, int output) {
            return outputs[example * width() + output];
        }

        @Override
        public Predictions snapshot() {
            return this;
        }
    }
}
