package dev.trackside.testkit;

import dev.trackside.run.RunBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What a simulated run is to do. Changed only while a {@link Simulation} is made from another. */
final class Script {

    final int epochs;
    int batches = 1;
    int validationBatches = 1;
    double examples = 1;
    int weights;
    double learningRate = Double.NaN; // NaN: the engine has none
    boolean savesState;
    boolean recordsGradients;
    int terminalWidth; // 0: no terminal
    Duration perBatch = Duration.ZERO;

    @Nullable
    Path folder;

    @Nullable
    LongToDoubleFunction gradients;

    @Nullable
    FakePredictions predictions;

    final Map<String, Simulation.BatchMetric> metrics = new LinkedHashMap<>();
    final Map<String, Set<Integer>> absent = new LinkedHashMap<>();
    final Map<Position, Throwable> failures = new LinkedHashMap<>();
    final Set<Position> interrupts = new HashSet<>();
    final List<Path> plugins = new ArrayList<>();
    final List<Consumer<RunBuilder>> settings = new ArrayList<>();

    /** A training batch. */
    record Position(int epoch, int batch) {}

    Script(int epochs) {
        this.epochs = epochs;
    }

    Script(Script other) {
        this.epochs = other.epochs;
        this.batches = other.batches;
        this.validationBatches = other.validationBatches;
        this.examples = other.examples;
        this.weights = other.weights;
        this.learningRate = other.learningRate;
        this.savesState = other.savesState;
        this.recordsGradients = other.recordsGradients;
        this.terminalWidth = other.terminalWidth;
        this.perBatch = other.perBatch;
        this.folder = other.folder;
        this.gradients = other.gradients;
        this.predictions = other.predictions;
        this.metrics.putAll(other.metrics);
        other.absent.forEach((metric, epochsOf) -> this.absent.put(metric, new HashSet<>(epochsOf)));
        this.failures.putAll(other.failures);
        this.interrupts.addAll(other.interrupts);
        this.plugins.addAll(other.plugins);
        this.settings.addAll(other.settings);
    }

    /** Says at once what only shows when all is known. */
    void check() {
        absent.forEach((metric, epochsOf) -> {
            if (!metrics.containsKey(metric)) {
                throw new IllegalArgumentException(
                        "absent(\"%s\", ...) names a metric that is not scripted; there are: %s. Script it with metric(...) too."
                                .formatted(metric, metrics.isEmpty() ? "none" : String.join(", ", metrics.keySet())));
            }
            epochsOf.forEach(epoch -> checkEpoch("absent", epoch));
        });
        failures.keySet().forEach(position -> checkPosition("failAt", position));
        interrupts.forEach(position -> checkPosition("interruptAt", position));
    }

    private void checkPosition(String call, Position position) {
        checkEpoch(call, position.epoch());
        if (position.batch() < 0 || position.batch() >= batches) {
            throw new IllegalArgumentException("%s names batch %d; the batches of an epoch are 0 to %d."
                    .formatted(call, position.batch(), batches - 1));
        }
    }

    private void checkEpoch(String call, int epoch) {
        if (epoch < 0 || epoch >= epochs) {
            throw new IllegalArgumentException(
                    "%s names epoch %d; the epochs of this simulation are 0 to %d.".formatted(call, epoch, epochs - 1));
        }
    }
}
