package dev.trackside.runtime.core;

import dev.trackside.Checkpoints;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Plan;
import dev.trackside.Predictions;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.Weights;
import dev.trackside.runtime.checkpoint.LocalCheckpointStore;
import dev.trackside.spi.CheckpointStore;
import dev.trackside.spi.EngineState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What handlers can be given beside views and metrics: services, and the capabilities of the engine. */
final class Services {

    private final TrainingRun run;
    private final Console console;
    private final RunFolder folder;
    private final Map<Class<?>, Object> offered;
    private final Optional<LearningRate> learningRate;
    private final CheckpointTaking checkpoints;

    Services(TrainingRun run, Console console, RunFolder folder, Map<Class<?>, Object> offered) {
        this.run = run;
        this.console = console;
        this.folder = folder;
        this.offered = new LinkedHashMap<>(offered);
        this.learningRate = offered(LearningRate.class); // asked for at every event
        this.checkpoints = new CheckpointTaking(
                run, offered(CheckpointStore.class).orElseGet(() -> new LocalCheckpointStore(folder.checkpoints())));
    }

    CheckpointTaking checkpoints() {
        return checkpoints;
    }

    RunFolder folder() {
        return folder;
    }

    Optional<LearningRate> learningRate() {
        return learningRate;
    }

    Optional<EngineState> engineState() {
        return offered(EngineState.class);
    }

    <T> Optional<T> offered(Class<T> type) {
        Object exact = offered.get(type);
        if (exact != null) {
            return Optional.of(type.cast(exact));
        }
        return offered.values().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    /** What is offered, for messages. */
    String names() {
        List<String> names = new ArrayList<>();
        offered.keySet().stream().map(Class::getSimpleName).forEach(names::add);
        if (engineState().isPresent()) {
            names.add(Checkpoints.class.getSimpleName());
        }
        return names.isEmpty() ? "no capability" : String.join(", ", names);
    }

    <T> Optional<T> find(Class<T> type, Callback callback) {
        return find0(type, callback).map(type::cast);
    }

    private Optional<?> find0(Class<?> type, Callback callback) {
        if (type == Run.class) {
            return Optional.of(run.view());
        }
        if (type == Plan.class) {
            return Optional.of(run.plan());
        }
        if (type == Clock.class) {
            return Optional.of(run.clock());
        }
        if (type == Console.class) {
            return Optional.of(console);
        }
        if (type == RunFiles.class) {
            return Optional.of(new CallbackFiles(run, folder, callback.id()));
        }
        if (type == Checkpoints.class) {
            return engineState().map(state -> new CallbackCheckpoints(run, checkpoints, callback));
        }
        if (type == LearningRate.class) {
            return learningRate().map(rate -> new CallbackLearningRate(run, rate, callback.id()));
        }
        if (type == Weights.class) {
            return offered(Weights.class).map(weights -> new CallbackWeights(run, weights, callback.id()));
        }
        if (type == Gradients.class || type == Predictions.class) {
            return offered(type);
        }
        return offered(type);
    }
}
