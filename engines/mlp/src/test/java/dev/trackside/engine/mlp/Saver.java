package dev.trackside.engine.mlp;

import dev.trackside.Checkpoints;
import dev.trackside.Gradients;
import java.util.ArrayList;
import java.util.List;

/** A callback that halves the gradients and asks for checkpoints, each named after the event and step it is asked for in. */
final class Saver {

    /** Events and steps to save at, as in {@code batch-7}. */
    final List<String> at;

    /** Losses in the order of the batches, and accuracies of the validations. */
    final List<Double> losses = new ArrayList<>();

    final List<Double> accuracies = new ArrayList<>();

    Saver(String... at) {
        this.at = List.of(at);
    }

    void onGradients(long step, Gradients gradients, Checkpoints checkpoints) {
        gradients.scale(0.5);
        save("gradients-" + step, checkpoints);
    }

    void onBatchEnd(long step, double loss, Checkpoints checkpoints) {
        losses.add(loss);
        save("batch-" + step, checkpoints);
    }

    void onValidationBatchEnd(long step, int batch, Checkpoints checkpoints) {
        save("validation-" + step + "-" + batch, checkpoints);
    }

    void onEpochEnd(long step, double accuracy, Checkpoints checkpoints) {
        accuracies.add(accuracy);
        save("epoch-" + step, checkpoints);
    }

    private void save(String name, Checkpoints checkpoints) {
        if (at.contains(name)) {
            checkpoints.request(name);
        }
    }
}
