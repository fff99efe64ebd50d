package dev.trackside.engine.mlp;

import dev.trackside.Tensor;
import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;

/** A matrix of the network as callbacks see it; biases have one dimension, weights are inputs x outputs. */
final class ParameterTensor implements Tensor {

    private final String name;
    private final DMatrixRMaj matrix;
    private final boolean vector;

    private ParameterTensor(Parameter parameter, DMatrixRMaj matrix) {
        this.name = parameter.name();
        this.matrix = matrix;
        this.vector = parameter.value().getNumRows() == 1 && !parameter.decays();
    }

    static ParameterTensor ofValue(Parameter parameter) {
        return new ParameterTensor(parameter, parameter.value());
    }

    static ParameterTensor ofGradient(Parameter parameter) {
        return new ParameterTensor(parameter, parameter.gradient());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int[] shape() {
        return vector ? new int[] {matrix.getNumCols()} : new int[] {matrix.getNumRows(), matrix.getNumCols()};
    }

    @Override
    public double[] read() {
        return Arrays.copyOf(matrix.getData(), matrix.getNumElements());
    }

    @Override
    public void write(double[] values) {
        if (values.length != matrix.getNumElements()) {
            throw new IllegalArgumentException(
                    "%s has %d values, not %d".formatted(name, matrix.getNumElements(), values.length));
        }
        System.arraycopy(values, 0, matrix.getData(), 0, values.length);
    }

    @Override
    public String toString() {
        return name + Arrays.toString(shape());
    }
}
