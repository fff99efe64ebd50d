package dev.trackside.engine.mlp;

import dev.trackside.Gradients;
import dev.trackside.Tensor;
import java.util.List;

/** The network's gradients for callbacks, between backward and step. */
final class MlpGradients implements Gradients {

    private final List<Parameter> parameters;
    private final List<Tensor> tensors;

    MlpGradients(List<Parameter> parameters) {
        this.parameters = parameters;
        this.tensors =
                parameters.stream().<Tensor>map(ParameterTensor::ofGradient).toList();
    }

    @Override
    public double norm() {
        double squares = 0;
        for (Parameter parameter : parameters) {
            double[] gradient = parameter.gradient().getData();
            int size = parameter.size();
            for (int i = 0; i < size; i++) {
                squares += gradient[i] * gradient[i];
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
        for (Parameter parameter : parameters) {
            double[] gradient = parameter.gradient().getData();
            int size = parameter.size();
            for (int i = 0; i < size; i++) {
                gradient[i] *= factor;
            }
        }
    }
}
