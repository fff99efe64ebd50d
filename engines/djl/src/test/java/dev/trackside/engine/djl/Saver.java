package dev.trackside.engine.djl;

import dev.trackside.Checkpoints;
import dev.trackside.Gradients;
import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnValidationBatchEnd;
import java.util.ArrayList;
import java.util.List;

/** A callback that halves the gradients and asks for checkpoints, each named after the event and step it is asked for in. */
final class Saver {

    /** Events and steps to save at, as in {@code batch-7}. */
    private final List<String> at;

    /** Losses in the order of the batches, and those of validations. */
    final List<Double> losses = new ArrayList<>();

    final List<Double> validationLosses = new ArrayList<>();

    Saver(String... at) {
        this.at = List.of(at);
    }

    @OnGradients
    void onGradients(long step, Gradients gradients, Checkpoints checkpoints) {
        gradients.scale(0.5);
        save("gradients-" + step, checkpoints);
    }

    @OnBatchEnd
    void onBatchEnd(long step, @Metric("loss") double loss, Checkpoints checkpoints) {
        losses.add(loss);
        save("batch-" + step, checkpoints);
    }

    @OnValidationBatchEnd
    void onValidationBatchEnd(long step, int batch, Checkpoints checkpoints) {
        save("validation-" + step + "-" + batch, checkpoints);
    }

    @OnEpochEnd
    void onEpochEnd(long step, @Metric("val_loss") double loss, Checkpoints checkpoints) {
        validationLosses.add(loss);
        save("epoch-" + step, checkpoints);
    }

    private void save(String name, Checkpoints checkpoints) {
        if (at.contains(name)) {
            checkpoints.request(name);
        }
    }
}
