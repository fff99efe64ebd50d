package dev.trackside.engine.mlp;

import dev.trackside.engine.common.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;

/** Dense layers one after the other, and a loss at the end: forward to predictions, backward to gradients. */
final class Network {

    private final Loss loss;
    private final List<DenseLayer> layers = new ArrayList<>();
    private final List<Parameter> parameters = new ArrayList<>();
    private final int outputs;
    private final DMatrixRMaj[] activations; // what each layer was last given
    private DMatrixRMaj predictions = new DMatrixRMaj(0, 0);

    /**
     * @param inputs number of features
     * @param hidden sizes of the hidden layers, none for a linear model
     * @param outputs number of classes, or 1
     * @param activation that of the hidden layers; the last layer has none but what the loss brings
     * @param largestBatch most rows of a batch
     */
    Network(int inputs, List<Integer> hidden, int outputs, Activation activation, Loss loss, int largestBatch) {
        this.loss = loss;
        this.outputs = outputs;
        int width = inputs;
        for (int size : hidden) {
            add(width, size, activation, largestBatch);
            width = size;
        }
        add(width, outputs, Activation.IDENTITY, largestBatch);
        this.activations = new DMatrixRMaj[layers.size()];
    }

    private void add(int inputs, int size, Activation activation, int largestBatch) {
        DenseLayer layer = new DenseLayer("layer" + layers.size(), inputs, size, activation, largestBatch);
        layers.add(layer);
        parameters.add(layer.weights());
        parameters.add(layer.bias());
    }

    void initialize(RandomGenerator random) {
        layers.forEach(layer -> layer.initialize(random));
    }

    /**
     * Predicts a batch and returns the sum of its losses. The predictions stay valid until the next call.
     *
     * @param input one row an example
     * @param targets one number a row
     */
    double forward(DMatrixRMaj input, double[] targets) {
        DMatrixRMaj values = input;
        for (int i = 0; i < layers.size(); i++) {
            activations[i] = values;
            values = layers.get(i).forward(values);
        }
        predictions = values;
        return loss.forward(values.getData(), targets, values.getNumRows(), outputs);
    }

    /** Computes the gradient of the mean loss for the batch of the last {@link #forward}. */
    void backward(double[] targets) {
        int last = layers.size() - 1;
        DMatrixRMaj gradient = layers.get(last).outputGradient();
        loss.backward(predictions.getData(), targets, predictions.getNumRows(), outputs, gradient.getData());
        for (int i = last; i >= 0; i--) {
            layers.get(i).backward(activations[i]);
            if (i > 0) {
                layers.get(i).propagate(layers.get(i - 1).outputGradient());
            }
        }
    }

    /** The predictions of the last batch, one row an example: probabilities of classes, or a quantity. */
    DMatrixRMaj predictions() {
        return predictions;
    }

    /** Everything that training changes, from the first layer to the last, weights before biases. */
    List<Parameter> parameters() {
        return parameters;
    }

    int inputs() {
        return parameters.get(0).value().getNumRows();
    }

    int outputs() {
        return outputs;
    }
}
