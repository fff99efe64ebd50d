package dev.trackside.engine.mlp;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import dev.trackside.engine.common.Dataset;
import dev.trackside.spi.EngineState;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Small engines and data for tests, and what the engines offer. */
final class Engines {

    static final Dataset TRAIN = places(10, 1);
    static final Dataset VALIDATION = places(5, 2);

    private Engines() {}

    static Mlp classifier() {
        return Mlp.classifier(TRAIN, VALIDATION).layers(8).batchSize(4).seed(1);
    }

    static Weights weights(MlpEngine engine) {
        return (Weights) engine.offers().get(Weights.class);
    }

    static Gradients gradients(MlpEngine engine) {
        return (Gradients) engine.offers().get(Gradients.class);
    }

    static LearningRate learningRate(MlpEngine engine) {
        return (LearningRate) engine.offers().get(LearningRate.class);
    }

    static Predictions predictions(MlpEngine engine) {
        return (Predictions) engine.offers().get(Predictions.class);
    }

    static EngineState state(MlpEngine engine) {
        return (EngineState) engine.offers().get(EngineState.class);
    }

    static double[] flat(List<Tensor> tensors) {
        return tensors.stream()
                .flatMapToDouble(tensor -> Arrays.stream(tensor.read()))
                .toArray();
    }

    static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }

    /** Two classes, alternating, of points around two places. */
    private static Dataset places(int rows, long seed) {
        Random random = new Random(seed);
        double[][] features = new double[rows][];
        int[] labels = new int[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 2;
            features[row] = new double[] {labels[row] + random.nextGaussian(), random.nextGaussian() - labels[row]};
        }
        return Dataset.classification(features, labels);
    }

    /** 3 x - 2 y + 10. */
    static Dataset line(int rows, long seed) {
        Random random = new Random(seed);
        double[][] features = new double[rows][];
        double[] targets = new double[rows];
        for (int row = 0; row < rows; row++) {
            features[row] = new double[] {random.nextGaussian(), random.nextGaussian()};
            targets[row] = 3 * features[row][0] - 2 * features[row][1] + 10;
        }
        return Dataset.regression(features, targets);
    }
}
