package dev.trackside.engine.xgboost;

import dev.trackside.Checkpoints;
import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import java.util.ArrayList;
import java.util.List;

/** Lowers the learning rate in the sixth round, and asks for checkpoints, each named after its event and round. */
final class RoundSaver {

    /** Losses of the validations. */
    final List<Double> losses = new ArrayList<>();

    @OnEpochBegin(at = 6)
    void lower(LearningRate rate) {
        rate.set(0.05, "to see it in the trees");
    }

    @OnEpochBegin
    void atBegin(int epoch, Checkpoints checkpoints) {
        checkpoints.request("begin-" + epoch);
    }

    @OnStep
    void atStep(long step, Checkpoints checkpoints) {
        checkpoints.request("step-" + step);
    }

    @OnEpochEnd
    void atEnd(int epoch, @Metric("val_loss") double loss, Checkpoints checkpoints) {
        losses.add(loss);
        checkpoints.request("end-" + epoch);
    }
}
