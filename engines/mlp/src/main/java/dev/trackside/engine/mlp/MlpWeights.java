package dev.trackside.engine.mlp;

import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import java.util.List;

/** The network's weights for callbacks. */
final class MlpWeights implements Weights {

    private final List<Parameter> parameters;
    private final List<Tensor> tensors;

    MlpWeights(List<Parameter> parameters) {
        this.parameters = parameters;
        this.tensors = parameters.stream().<Tensor>map(ParameterTensor::ofValue).toList();
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
