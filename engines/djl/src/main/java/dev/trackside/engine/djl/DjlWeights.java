package dev.trackside.engine.djl;

import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import java.util.List;

/** The model's parameters for callbacks, running means and other parameters without gradient included. */
final class DjlWeights implements Weights {

    private final List<ModelParameter> parameters;
    private final List<Tensor> tensors;

    DjlWeights(List<ModelParameter> parameters) {
        this.parameters = parameters;
        this.tensors =
                parameters.stream().<Tensor>map(ParameterTensor::ofValues).toList();
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(StateCodec.weights(parameters));
    }

    @Override
    public void restore(Snapshot snapshot, String reason) {
        try {
            StateCodec.readWeights(snapshot.bytes(), parameters).run();
        } catch (TracksideException other) {
            throw new IllegalArgumentException(other.getMessage(), other);
        }
    }

    @Override
    public List<Tensor> tensors() {
        return tensors;
    }
}
