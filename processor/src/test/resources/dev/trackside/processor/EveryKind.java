package p;

import dev.trackside.*;
import java.util.*;

/** A handler for each kind of parameter. */
class EveryKind {

    final List<String> got = new ArrayList<>();

    @Option
    String monitor = "val_loss";

    private void note(Object... things) {
        got.add(Arrays.deepToString(things));
    }

    @OnEpochEnd(everySeconds = 1.5)
    void numbers(
            int epoch,
            long step,
            @Metric("loss") double loss,
            @Metric("none") OptionalDouble none,
            @Metric(option = "monitor") double monitored,
            Metrics metrics) {
        note(epoch, step, loss, none, monitored, metrics);
    }

    @OnBatchBegin(every = 3, from = 2, until = 9, at = {3, 6})
    void views(Batch view, Epoch open, int batch) {
        note(view, open, batch);
    }

    @OnTrainBegin
    void services(Run run, Plan plan, Clock clock, RunFiles files, Console console) {
        note(run, plan, clock, files, console);
    }

    @OnGradients
    Control capabilities(
            Gradients gradients,
            LearningRate rate,
            Optional<Weights> weights,
            Checkpoints checkpoints,
            Engine<String> engine,
            Optional<Other<?>> other) {
        note(gradients, rate, weights, checkpoints, engine, other);
        return Control.stopEpoch("seen");
    }

    @OnValidationBatchEnd
    void predictions(Predictions predictions, Validation validation, int batch) {
        note(predictions, validation, batch);
    }

    @OnFailure
    void failed(Throwable failure) {
        note(failure);
    }

    @OnCheckpoint
    @OnResume
    @Deprecated
    void checkpoint(Checkpoint checkpoint, Optional<Epoch> epoch) {
        note(checkpoint, epoch);
    }

    @OnDecision
    void decided(Decision decision) {
        note(decision);
    }

    @OnArtifact
    void artifact(Artifact artifact) {
        note(artifact);
    }

    @OnPlateau(every = 2)
    void plateau(Plateau plateau, Run run, Optional<Epoch> epoch, Optional<Batch> batch) {
        note(plateau, run, epoch, batch);
    }

    @OnPlateau
    void anyPlateau(Event event) {
        note(event);
    }
}

/** Stands for a class of the engine. */
class Engine<T> {

    @Override
    public String toString() {
        return "engine";
    }
}

interface Other<T> {}

interface Event {}

record Plateau(int epochs) implements Event {}

@EventType(payload = Plateau.class)
@interface OnPlateau {
    int every() default 1;
}
