package dev.trackside.run;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnResume;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import java.util.ArrayList;
import java.util.List;

/** Asks for the checkpoint {@code last} at the n-th event that it hears, and keeps the names of all. */
final class Saver {

    final List<String> heard = new ArrayList<>();
    private final int at;

    Saver(int at) {
        this.at = at;
    }

    private void hear(String event, Checkpoints checkpoints) {
        heard.add(event);
        if (heard.size() == at) {
            checkpoints.request("last");
        }
    }

    @OnTrainBegin
    void trainBegin(Checkpoints checkpoints) {
        hear("train begin", checkpoints);
    }

    @OnResume
    void resume(Checkpoint checkpoint, Checkpoints checkpoints) {
        hear("resume", checkpoints);
    }

    @OnEpochBegin
    void epochBegin(Checkpoints checkpoints) {
        hear("epoch begin", checkpoints);
    }

    @OnBatchBegin
    void batchBegin(Checkpoints checkpoints) {
        hear("batch begin", checkpoints);
    }

    @OnGradients
    void gradients(Checkpoints checkpoints) {
        hear("gradients", checkpoints);
    }

    @OnStep
    void step(Checkpoints checkpoints) {
        hear("step", checkpoints);
    }

    @OnBatchEnd
    void batchEnd(Checkpoints checkpoints) {
        hear("batch end", checkpoints);
    }

    @OnValidationBegin
    void validationBegin(Checkpoints checkpoints) {
        hear("validation begin", checkpoints);
    }

    @OnValidationBatchBegin
    void validationBatchBegin(Checkpoints checkpoints) {
        hear("validation batch begin", checkpoints);
    }

    @OnValidationBatchEnd
    void validationBatchEnd(Checkpoints checkpoints) {
        hear("validation batch end", checkpoints);
    }

    @OnValidationEnd
    void validationEnd(Checkpoints checkpoints) {
        hear("validation end", checkpoints);
    }

    @OnEpochEnd
    void epochEnd(Checkpoints checkpoints) {
        hear("epoch end", checkpoints);
    }

    @OnTrainEnd
    void trainEnd(Checkpoints checkpoints) {
        hear("train end", checkpoints);
    }
}
