package dev.trackside.engine.djl;

import ai.djl.training.Trainer;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import ai.djl.training.listener.TrainingListener;
import dev.trackside.Control;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchEnd;

/** Tells a listener of DJL what a run does. */
final class ListenerCallback {

    private final TrainingListener listener;

    ListenerCallback(TrainingListener listener) {
        this.listener = listener;
    }

    @OnTrainBegin
    void begin(Trainer trainer) {
        listener.onTrainingBegin(trainer);
    }

    // What DJL calls the end of a training batch: after the backward pass, before the step.
    @OnGradients
    Control trained(DjlBatch batch) {
        return heeding(() -> batch.data().ifPresent(data -> listener.onTrainingBatch(batch.trainer(), data)));
    }

    @OnValidationBatchEnd
    Control validated(DjlBatch batch) {
        return heeding(() -> batch.data().ifPresent(data -> listener.onValidationBatch(batch.trainer(), data)));
    }

    @OnEpochEnd
    Control epochEnded(Trainer trainer) {
        return heeding(() -> listener.onEpoch(trainer));
    }

    @OnTrainEnd
    void end(Trainer trainer) {
        listener.onTrainingEnd(trainer);
    }

    private static Control heeding(Runnable call) {
        try {
            call.run();
            return Control.proceed();
        } catch (EarlyStoppedException stop) {
            String why = stop.getMessage();
            return Control.stop(why == null ? "a listener of DJL asked for it" : why);
        }
    }

    @Override
    public String toString() {
        return "ListenerCallback[" + listener + "]";
    }
}
