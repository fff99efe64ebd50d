package dev.trackside.run;

import dev.trackside.Batch;
import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.Epoch;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnFailure;
import dev.trackside.OnGradients;
import dev.trackside.OnResume;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import dev.trackside.Run;
import java.util.ArrayList;
import java.util.List;

/** Writes down what it hears. */
final class Trace {

    final List<String> events = new ArrayList<>();

    @OnTrainBegin
    void trainBegin() {
        events.add("train begin");
    }

    @OnResume
    void resume(Checkpoint checkpoint) {
        events.add("resume " + checkpoint.name());
    }

    @OnCheckpoint
    void checkpoint(Checkpoint checkpoint) {
        events.add("checkpoint " + checkpoint.name());
    }

    @OnTrainEnd
    void trainEnd(Run run) {
        events.add("train end " + run.outcome().orElseThrow());
    }

    @OnEpochBegin
    void epochBegin(int epoch) {
        events.add("epoch begin " + epoch);
    }

    @OnEpochEnd
    void epochEnd(Epoch epoch) {
        events.add("epoch end " + epoch.index());
    }

    @OnBatchBegin
    void batchBegin(int batch) {
        events.add("batch begin " + batch);
    }

    @OnGradients
    void gradients(long step) {
        events.add("gradients " + step);
    }

    @OnStep
    void step(long step) {
        events.add("step " + step);
    }

    @OnBatchEnd
    void batchEnd(Batch batch) {
        events.add(
                "batch end " + batch.index() + (batch.skipped() ? " skipped" : batch.complete() ? "" : " incomplete"));
    }

    @OnValidationBegin
    void validationBegin() {
        events.add("validation begin");
    }

    @OnValidationBatchBegin
    void validationBatchBegin(int batch) {
        events.add("validation batch begin " + batch);
    }

    @OnValidationBatchEnd
    void validationBatchEnd(int batch) {
        events.add("validation batch end " + batch);
    }

    @OnValidationEnd
    void validationEnd() {
        events.add("validation end");
    }

    @OnDecision
    void decision(Decision decision) {
        events.add("decision " + decision.kind() + " " + decision.effect() + " of " + decision.callback() + ": "
                + decision.reason());
    }

    @OnFailure
    void failure(Throwable failure) {
        events.add("failure " + failure.getMessage());
    }
}
