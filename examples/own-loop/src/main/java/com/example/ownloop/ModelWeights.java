package com.example.ownloop;

import dev.trackside.Tensor;
import dev.trackside.Weights;
import java.nio.ByteBuffer;
import java.util.List;

/** Lets callbacks keep the weights and put them back. */
// docs: the weights
record ModelWeights(LogisticRegression model) implements Weights {

    @Override
    public Snapshot snapshot() {
        ByteBuffer bytes = ByteBuffer.allocate(model.weights.length * Double.BYTES);
        bytes.asDoubleBuffer().put(model.weights);
        return new Snapshot(bytes.array());
    }

    @Override
    public void restore(Snapshot snapshot, String reason) {
        ByteBuffer.wrap(snapshot.bytes()).asDoubleBuffer().get(model.weights);
    }

    @Override
    public List<Tensor> tensors() {
        return List.of(); // nobody here reads them one by one
    }
}
// docs: end
