package dev.trackside.engine.djl;

import ai.djl.ndarray.NDArray;
import dev.trackside.Tensor;
import java.util.Arrays;

/** Values or gradient of a parameter as callbacks see them. */
final class ParameterTensor implements Tensor {

    private final ModelParameter parameter;
    private final boolean gradient;

    private ParameterTensor(ModelParameter parameter, boolean gradient) {
        this.parameter = parameter;
        this.gradient = gradient;
    }

    static ParameterTensor ofValues(ModelParameter parameter) {
        return new ParameterTensor(parameter, false);
    }

    static ParameterTensor ofGradient(ModelParameter parameter) {
        return new ParameterTensor(parameter, true);
    }

    @Override
    public String name() {
        return parameter.name();
    }

    @Override
    public int[] shape() {
        return parameter.shape();
    }

    @Override
    public double[] read() {
        if (!gradient) {
            return Numbers.read(parameter.values());
        }
        try (NDArray array = parameter.gradient()) {
            return Numbers.read(array);
        }
    }

    @Override
    public void write(double[] values) {
        long size = parameter.values().size();
        if (values.length != size) {
            throw new IllegalArgumentException("%s has %d values, not %d".formatted(name(), size, values.length));
        }
        if (!gradient) {
            Numbers.write(values, parameter.values());
            return;
        }
        try (NDArray array = parameter.gradient()) {
            Numbers.write(values, array);
        }
    }

    @Override
    public String toString() {
        return name() + Arrays.toString(shape());
    }
}
