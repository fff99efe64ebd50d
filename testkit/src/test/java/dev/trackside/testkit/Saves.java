package dev.trackside.testkit;

import dev.trackside.Checkpoints;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import dev.trackside.State;

/** A callback that asks for the checkpoint {@code last} at one event, and counts the events it has had, which is state of its own. */
final class Saves {

    private final String at;

    @State
    int events;

    /** Saves at an event, named as {@link EventRecorder} names it. */
    Saves(String at) {
        this.at = at;
    }

    private void save(String event, Checkpoints checkpoints) {
        events++;
        if (event.equals(at)) {
            checkpoints.request("last");
        }
    }

    @OnTrainBegin
    void trainBegin(Checkpoints checkpoints) {
        save("OnTrainBegin", checkpoints);
    }

    @OnEpochBegin
    void epochBegin(int epoch, Checkpoints checkpoints) {
        save("OnEpochBegin " + epoch, checkpoints);
    }

    @OnBatchBegin
    void batchBegin(int epoch, int batch, Checkpoints checkpoints) {
        save("OnBatchBegin " + epoch + "/" + batch, checkpoints);
    }

    @OnGradients
    void gradients(int epoch, int batch, Checkpoints checkpoints) {
        save("OnGradients " + epoch + "/" + batch, checkpoints);
    }

    @OnStep
    void step(long step, Checkpoints checkpoints) {
        save("OnStep " + step, checkpoints);
    }

    @OnBatchEnd
    void batchEnd(int epoch, int batch, Checkpoints checkpoints) {
        save("OnBatchEnd " + epoch + "/" + batch, checkpoints);
    }

    @OnValidationBegin
    void validationBegin(int epoch, Checkpoints checkpoints) {
        save("OnValidationBegin " + epoch, checkpoints);
    }

    @OnValidationBatchBegin
    void validationBatchBegin(int epoch, int batch, Checkpoints checkpoints) {
        save("OnValidationBatchBegin " + epoch + "/" + batch, checkpoints);
    }

    @OnValidationBatchEnd
    void validationBatchEnd(int epoch, int batch, Checkpoints checkpoints) {
        save("OnValidationBatchEnd " + epoch + "/" + batch, checkpoints);
    }

    @OnValidationEnd
    void validationEnd(int epoch, Checkpoints checkpoints) {
        save("OnValidationEnd " + epoch, checkpoints);
    }

    @OnEpochEnd
    void epochEnd(int epoch, Checkpoints checkpoints) {
        save("OnEpochEnd " + epoch, checkpoints);
    }

    @OnTrainEnd
    void trainEnd(Checkpoints checkpoints) {
        save("OnTrainEnd", checkpoints);
    }
}
