package dev.trackside.engine.mlp;

import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.MatrixMatrixMult_DDRM;

/**
 * A layer in which each output sees each input. All matrices are made once, for the largest batch, and reused.
 *
 * <p>The products take the form that adds multiples of whole rows: it runs over memory in order, the compiler makes vector
 * instructions of it, and each sum is still added up in one fixed order.
 */
final class DenseLayer {

    private final Activation activation;
    private final Parameter weights; // inputs x outputs
    private final Parameter bias; // 1 x outputs
    private final DMatrixRMaj transposed; // outputs x inputs, for the way back
    private final DMatrixRMaj output; // batch x outputs
    private final DMatrixRMaj outputGradient; // batch x outputs

    DenseLayer(String name, int inputs, int outputs, Activation activation, int largestBatch) {
        this.activation = activation;
        this.weights = Parameter.zeros(name + ".weights", inputs, outputs, true);
        this.bias = Parameter.zeros(name + ".bias", 1, outputs, false);
        this.transposed = new DMatrixRMaj(outputs, inputs);
        this.output = new DMatrixRMaj(largestBatch, outputs);
        this.outputGradient = new DMatrixRMaj(largestBatch, outputs);
    }

    /**
     * Draws new weights: normal after He for ReLU, uniform after Glorot (Xavier) for all others; biases are 0.
     *
     * @param random the source; its numbers are used in the order of the weights
     */
    void initialize(RandomGenerator random) {
        int inputs = weights.value().getNumRows();
        int outputs = weights.value().getNumCols();
        double[] values = weights.value().getData();
        if (activation == Activation.RELU) {
            double deviation = Math.sqrt(2.0 / inputs);
            for (int i = 0; i < values.length; i++) {
                values[i] = deviation * random.nextGaussian();
            }
        } else {
            double limit = Math.sqrt(6.0 / (inputs + outputs));
            for (int i = 0; i < values.length; i++) {
                values[i] = limit * (2 * random.nextDouble() - 1);
            }
        }
        bias.value().zero();
    }

    /** Computes the outputs of a batch; they stay valid until the next call. */
    DMatrixRMaj forward(DMatrixRMaj input) {
        int rows = input.getNumRows();
        int outputs = bias.size();
        output.reshape(rows, outputs);
        MatrixMatrixMult_DDRM.mult_reorder(input, weights.value(), output);
        double[] values = output.getData();
        double[] offsets = bias.value().getData();
        for (int row = 0; row < rows; row++) {
            int begin = row * outputs;
            for (int column = 0; column < outputs; column++) {
                values[begin + column] += offsets[column];
            }
        }
        activation.apply(values, rows * outputs);
        return output;
    }

    /** Where the gradient with respect to this layer's outputs is to be put before {@link #backward}. */
    DMatrixRMaj outputGradient() {
        outputGradient.reshape(output.getNumRows(), output.getNumCols());
        return outputGradient;
    }

    /** Computes the gradients of weights and biases for the batch of the last {@link #forward}. */
    void backward(DMatrixRMaj input) {
        activation.backward(output.getData(), outputGradient.getData(), output.getNumElements());
        MatrixMatrixMult_DDRM.multTransA_reorder(input, outputGradient, weights.gradient());
        int rows = outputGradient.getNumRows();
        int outputs = bias.size();
        double[] sums = bias.gradient().getData();
        double[] values = outputGradient.getData();
        bias.gradient().zero();
        for (int row = 0; row < rows; row++) {
            int begin = row * outputs;
            for (int column = 0; column < outputs; column++) {
                sums[column] += values[begin + column];
            }
        }
    }

    /** Computes the gradient with respect to the inputs, after {@link #backward}. */
    void propagate(DMatrixRMaj inputGradient) {
        CommonOps_DDRM.transpose(weights.value(), transposed);
        MatrixMatrixMult_DDRM.mult_reorder(outputGradient, transposed, inputGradient);
    }

    Parameter weights() {
        return weights;
    }

    Parameter bias() {
        return bias;
    }
}
