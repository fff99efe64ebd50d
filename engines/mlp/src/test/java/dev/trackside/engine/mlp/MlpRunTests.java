package dev.trackside.engine.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Outcome;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.engine.common.ColumnSelector;
import dev.trackside.engine.common.CsvTable;
import dev.trackside.engine.common.Scaling;
import dev.trackside.engine.common.Split;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The engine under the real runtime. */
class MlpRunTests {

    private static final int STEPS_OF_AN_EPOCH = 45; // 1437 examples in batches of 32

    @TempDir
    private Path folder;

    @Test
    void trainsAsItsDocumentationShows() {
        CsvTable table = CsvTable.read(Digits.FILE, ColumnSelector.at(64));
        Split split = Split.random(table.classification(), 0.2, 42).scaled(Scaling.divideBy(16));
        MlpEngine engine = Mlp.classifier(split.train(), split.validation())
                .layers(64, 32)
                .adam(0.001)
                .batchSize(32)
                .seed(42)
                .build();
        Saver saver = new Saver();

        RunResult result = Trackside.run("digits")
                .withoutConfig()
                .option("run.dir", folder)
                .attach(saver)
                .epochs(20)
                .seed(42)
                .train(engine);

        assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(result.summary().steps()).isEqualTo(20L * STEPS_OF_AN_EPOCH);
        assertThat(Collections.max(saver.accuracies)).isGreaterThanOrEqualTo(0.96);
    }

    @ParameterizedTest(name = "from {0}")
    @ValueSource(strings = {"gradients-58", "batch-58", "batch-90", "validation-90-3", "epoch-90"})
    void endsBitForBitAlikeWhenResumed(String checkpoint) throws IOException {
        MlpEngine whole = engine(1);
        Saver first = new Saver(checkpoint);
        run(whole, first, null);

        MlpEngine resumed = engine(99); // other initial weights, which the checkpoint replaces
        Saver rest = new Saver();
        run(resumed, rest, checkpointFile(checkpoint));

        assertThat(weights(resumed)).isEqualTo(weights(whole));
        assertThat(rest.losses).isEqualTo(lastOf(first.losses, rest.losses.size()));
        assertThat(rest.losses).hasSizeLessThanOrEqualTo(first.losses.size() - 58 + 1);
        assertThat(rest.accuracies).isNotEmpty().isEqualTo(lastOf(first.accuracies, rest.accuracies.size()));
    }

    @Test
    void refusesToResumeAnotherModel() throws IOException {
        run(engine(1), new Saver("batch-10"), null);
        Split split = Digits.split(42);
        MlpEngine other =
                Mlp.classifier(split.train(), split.validation()).layers(16).build();
        String from = checkpointFile("batch-10");

        assertThatThrownBy(() -> run(other, new Saver(), from))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("but this model has 4");
    }

    private void run(MlpEngine engine, Saver saver, String resume) {
        var builder = Trackside.run("digits")
                .withoutConfig()
                .option("run.dir", folder)
                .attach(saver)
                .epochs(3)
                .seed(7);
        if (resume != null) {
            builder.resume(resume);
        }
        builder.train(engine);
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

    private static MlpEngine engine(long seed) {
        Split split = Digits.split(42);
        return Mlp.classifier(split.train(), split.validation())
                .layers(64, 32)
                .adam(0.003)
                .seed(seed)
                .build();
    }

    private static Weights.Snapshot weights(MlpEngine engine) {
        return ((Weights) engine.offers().get(Weights.class)).snapshot();
    }

    private static <T> List<T> lastOf(List<T> all, int count) {
        return all.subList(all.size() - count, all.size());
    }
}
