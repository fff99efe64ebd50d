package dev.trackside.engine.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import dev.trackside.Predictions;
import dev.trackside.TracksideException;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Labels and outputs of the validation batch at hand. */
final class DjlPredictions implements Predictions {

    private final UnaryOperator<NDArray> probabilities;
    private final boolean classes;
    private Values values = new Values(1, new double[0], new double[0]);

    /**
     * @param probabilities makes outputs of the model what callbacks read, probabilities of classes above all
     * @param classes whether a label of more than one number marks a class among all
     */
    DjlPredictions(UnaryOperator<NDArray> probabilities, boolean classes) {
        this.probabilities = probabilities;
        this.classes = classes;
    }

    /** What the loss tells about the outputs; softmax makes probabilities of logits and of their logarithms alike. */
    static UnaryOperator<NDArray> probabilitiesFor(Loss loss) {
        if (loss instanceof SoftmaxCrossEntropyLoss) {
            return outputs -> outputs.softmax(1);
        }
        if (loss instanceof SigmoidBinaryCrossEntropyLoss) {
            return outputs -> outputs.getNDArrayInternal().sigmoid();
        }
        return outputs -> outputs;
    }

    /** Copies labels and outputs of a batch. */
    void show(BatchData data, int size) {
        NDList labels = data.getLabels().values().iterator().next();
        NDList outputs = data.getPredictions().values().iterator().next();
        try (NDManager manager = outputs.head().getManager().newSubManager()) {
            NDArray output = copy(manager, outputs.head());
            double[] numbers = Numbers.read(probabilities.apply(output));
            double[] truth = Numbers.read(copy(manager, labels.head()));
            if (size == 0 || numbers.length % size != 0 || truth.length % size != 0) {
                throw new TracksideException(
                        "a batch of %d examples has outputs of shape %s and labels of shape %s: predictions need one row for each example"
                                .formatted(
                                        size,
                                        outputs.head().getShape(),
                                        labels.head().getShape()));
            }
            values = new Values(numbers.length / size, labels(truth, size), numbers);
        }
    }

    private static NDArray copy(NDManager manager, NDArray array) {
        NDArray copy = array.duplicate();
        copy.attach(manager);
        return copy;
    }

    /** One number for each example: of several, the place of the largest if they mark a class, else the first. */
    private double[] labels(double[] truth, int size) {
        int width = truth.length / size;
        double[] labels = new double[size];
        for (int example = 0; example < size; example++) {
            int begin = example * width;
            int chosen = 0;
            for (int i = 1; classes && i < width; i++) {
                chosen = truth[begin + i] > truth[begin + chosen] ? i : chosen;
            }
            labels[example] = classes && width > 1 ? chosen : truth[begin];
        }
        return labels;
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public int width() {
        return values.width();
    }

    @Override
    public double label(int example) {
        return values.label(example);
    }

    @Override
    public double output(int example, int output) {
        return values.output(example, output);
    }

    @Override
    public Predictions snapshot() {
        return values;
    }

    /** The numbers of one batch; nobody writes to them. */
    private static final class Values implements Predictions {

        private final int width;
        private final double[] labels;
        private final double[] outputs;

        Values(int width, double[] labels, double[] outputs) {
            this.width = width;
            this.labels = labels;
            this.outputs = outputs;
        }

        @Override
        public int size() {
            return labels.length;
        }

        @Override
        public int width() {
            return width;
        }

        @Override
        public double label(int example) {
            return labels[Objects.checkIndex(example, labels.length)];
        }

        @Override
        public double output(int example, int output) {
            return outputs[Objects.checkIndex(example, labels.length) * width + Objects.checkIndex(output, width)];
        }

        @Override
        public Predictions snapshot() {
            return this;
        }
    }
}
