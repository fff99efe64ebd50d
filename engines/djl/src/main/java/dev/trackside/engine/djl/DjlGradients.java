package dev.trackside.engine.djl;

import ai.djl.ndarray.NDArray;
import dev.trackside.Gradients;
import dev.trackside.Tensor;
import java.util.List;

/** The gradients of the parameters that learn, between backward and step. */
final class DjlGradients implements Gradients {

    private final List<ModelParameter> parameters;
    private final List<Tensor> tensors;

    DjlGradients(List<ModelParameter> all) {
        this.parameters = all.stream().filter(ModelParameter::learns).toList();
        this.tensors =
                parameters.stream().<Tensor>map(ParameterTensor::ofGradient).toList();
    }

    List<ModelParameter> parameters() {
        return parameters;
    }

    @Override
    public double norm() {
        double squares = 0;
        for (ModelParameter parameter : parameters) {
            try (NDArray gradient = parameter.gradient()) {
                squares += Numbers.sumOfSquares(gradient);
            }
        }
        return Math.sqrt(squares);
    }

    @Override
    public List<Tensor> tensors() {
        return tensors;
    }

    @Override
    public void scale(double factor) {
        if (!Double.isFinite(factor)) {
            throw new IllegalArgumentException("gradients cannot be multiplied by " + factor);
        }
        for (ModelParameter parameter : parameters) {
            try (NDArray gradient = parameter.gradient()) {
                gradient.muli(factor);
            }
        }
    }

    /** Sets all gradients, NaN too, to one number. PyTorch adds to what it finds there. */
    void fill(double value) {
        for (ModelParameter parameter : parameters) {
            try (NDArray gradient = parameter.gradient()) {
                Numbers.fill(gradient, value);
            }
        }
    }
}
