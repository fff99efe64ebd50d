package dev.trackside.runtime.core;

import dev.trackside.Decision;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import java.util.List;

/** The weights as one callback gets them: each restore is recorded under its id. */
final class CallbackWeights implements Weights {

    private final TrainingRun run;
    private final Weights weights;
    private final String callback;

    CallbackWeights(TrainingRun run, Weights weights, String callback) {
        this.run = run;
        this.weights = weights;
        this.callback = callback;
    }

    @Override
    public Snapshot snapshot() {
        run.thread().check("Weights");
        return weights.snapshot();
    }

    @Override
    public void restore(Snapshot snapshot, String reason) {
        run.thread().check("Weights");
        weights.restore(snapshot, reason);
        run.firing().record(callback, Decision.Kind.RESTORE, reason);
    }

    @Override
    public List<Tensor> tensors() {
        run.thread().check("Weights");
        return weights.tensors();
    }
}
