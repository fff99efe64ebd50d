package dev.trackside.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.engine.common.OptimizerSettings;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.Trackside;
import dev.trackside.spi.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model with dropout and running means, resumed in the middle of whatever there is. */
class DjlResumeTests {

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}, from {1}, by EasyTrain.fit: {2}")
    @CsvSource({
        "adam, gradients-4, false",
        "adam, batch-4, false",
        "adam, validation-6-0, false",
        "adam, epoch-3, false",
        "adam, gradients-4, true",
        "adam, batch-5, true",
        "adam, validation-6-0, true",
        "adamw, gradients-7, false",
        "momentum, batch-2, false",
        "momentum, batch-2, true",
        "nesterov, gradients-1, false"
    })
    void endsBitForBitAlike(String optimizer, String checkpoint, boolean fitting) throws IOException {
        Saver first = new Saver(checkpoint);
        byte[] whole = train(optimizer(optimizer), fitting, 1, first, null);

        Saver rest = new Saver();
        byte[] resumed = train(optimizer(optimizer), fitting, 99, rest, checkpointFile(checkpoint));

        assertThat(resumed).isEqualTo(whole);
        assertThat(rest.losses)
                .isEqualTo(lastOf(first.losses, rest.losses.size()))
                .hasSizeLessThan(9);
        assertThat(rest.validationLosses)
                .isNotEmpty()
                .isEqualTo(lastOf(first.validationLosses, rest.validationLosses.size()));
    }

    @Test
    void refusesTheStateOfAnotherOptimizer() throws IOException {
        train(optimizer("momentum"), false, 1, new Saver("batch-4"), null);
        String from = checkpointFile("batch-4");

        assertThatThrownBy(() -> train(optimizer("adam"), false, 1, new Saver(), from))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("the saved optimizer is sgd with momentum, but this run uses adam");
    }

    @Test
    void offersNoCheckpointsWithAnOptimizerThatKeepsItsStateToItself() {
        try (Trainers made =
                Trainers.of(1, ai.djl.training.optimizer.Optimizer.adam().build())) {
            Engine engine = Djl.training(made.trainer())
                    .data(made.train())
                    .validation(made.validation())
                    .build();

            assertThatThrownBy(() -> builder(new Saver()).train(engine))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("Checkpoints")
                    .hasMessageContaining("djl does not offer");
        }
    }

    private byte[] train(TrackableOptimizer optimizer, boolean fitting, long seed, Saver saver, String resume) {
        TracksideListener listener = new TracksideListener();
        try (Trainers made = Trainers.withDropoutAndNorm(seed, optimizer, listener)) {
            Djl settings = Djl.training(made.trainer())
                    .optimizer(optimizer)
                    .data(made.train())
                    .validation(made.validation());
            RunBuilder run = builder(saver);
            if (resume != null) {
                run.resume(resume);
            }
            Engine engine = fitting ? settings.fitting(listener) : settings.build();
            run.train(engine);
            return ((Weights) engine.offers().get(Weights.class)).snapshot().bytes();
        }
    }

    private RunBuilder builder(Saver saver) {
        return Trackside.run("resume")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", folder)
                .attach(saver)
                .epochs(3)
                .seed(7);
    }

    private static TrackableOptimizer optimizer(String name) {
        return switch (name) {
            case "adam" -> TrackableOptimizer.adam(0.01);
            case "adamw" -> TrackableOptimizer.adamW(0.01, 0.1);
            case "momentum" -> TrackableOptimizer.sgd(0.05, 0.9);
            case "nesterov" -> TrackableOptimizer.of(new OptimizerSettings.Sgd(0.05, 0.9, true, 0.01));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String checkpointFile(String name) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> String.valueOf(file.getFileName()).startsWith(name))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0).toString();
        }
    }

    private static <T> List<T> lastOf(List<T> all, int count) {
        return all.subList(all.size() - count, all.size());
    }
}
