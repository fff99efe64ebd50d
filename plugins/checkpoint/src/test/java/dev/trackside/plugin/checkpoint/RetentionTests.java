package dev.trackside.plugin.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.RunFiles;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When checkpoints are taken within epochs, what they are called, and which of them stay. */
class RetentionTests {

    private final Left left = new Left();

    /** The names of what is there when training ends. */
    static final class Left {
        List<String> names = List.of();

        @OnTrainEnd
        void end(Checkpoints checkpoints) {
            names = checkpoints.saved().stream().map(Checkpoint::name).sorted().toList();
        }
    }

    private Simulation losses(double... values) {
        return Simulation.epochs(values.length)
                .batches(3)
                .secondsPerBatch(10)
                .validationBatches(1)
                .metric("val_loss", values)
                .savesState()
                .attach(new CheckpointKeeper())
                .attach(left);
    }

    private static List<String> written(SimulatedRun run, String name) {
        return run.checkpoints().stream()
                .filter(checkpoint -> checkpoint.name().startsWith(name))
                .map(checkpoint -> checkpoint.name() + "@" + checkpoint.step())
                .toList();
    }

    @Nested
    class Saves {

        @Test
        void everySoManySteps() {
            SimulatedRun run = losses(1, 1)
                    .option("checkpoint.every-steps", 2)
                    .option("checkpoint.every-epochs", 0)
                    .run();

            assertThat(written(run, "last")).containsExactly("last@2", "last@3", "last@4", "last@6", "last@6");
        }

        @Test
        void everySoMuchTime() {
            // Batches end after 10, 20, 30 s, the validation after 40 s; then after 50, 60, 70, 80 s.
            SimulatedRun run = losses(1, 2)
                    .option("checkpoint.every", "20s")
                    .option("checkpoint.every-epochs", 0)
                    .option("checkpoint.keep-best", 0)
                    .run();

            assertThat(written(run, "last")).containsExactly("last@2", "last@3", "last@5", "last@6");
        }

        /** Asks for a checkpoint as somebody at a terminal would. */
        static final class Operator {
            @OnBatchEnd(at = 2)
            void ask(int epoch, RunFiles files) {
                if (epoch == 0) {
                    Path request = files.folder().resolve("checkpoint-now");
                    assertThatCode(() -> Files.createFile(request)).doesNotThrowAnyException();
                }
            }
        }

        @Test
        void onDemand() {
            SimulatedRun run = losses(1, 2)
                    .option("checkpoint.on-demand", true)
                    .option("checkpoint.every-epochs", 0)
                    .option("checkpoint.keep-best", 0)
                    .attach("a-operator", new Operator())
                    .run();

            assertThat(written(run, "last")).containsExactly("last@3", "last@6");
            assertThat(run.folder().resolve("checkpoint-now")).doesNotExist();
        }
    }

    @Nested
    class Keeps {

        @Test
        void theBestFew() {
            losses(5, 3, 4, 6, 2, 3).option("checkpoint.keep-best", 3).run();

            // 3 at the sixth epoch equals that of the second, and is better than 4.
            assertThat(left.names)
                    .containsExactly("best", "best-epoch-0002", "best-epoch-0005", "best-epoch-0006", "last");
        }

        @ParameterizedTest
        @ValueSource(strings = {"async", "sync"})
        void theSameWhoeverWritesThem(String writing) {
            losses(5, 3, 4, 6, 2, 3)
                    .option("run.checkpoint-writing", writing)
                    .option("checkpoint.keep-best", 2)
                    .option("checkpoint.keep", 2)
                    .option("checkpoint.keep-every", 3)
                    .run();

            assertThat(left.names)
                    .containsExactly(
                            "best",
                            "best-epoch-0002",
                            "best-epoch-0005",
                            "epoch-0003",
                            "epoch-0004",
                            "epoch-0005",
                            "epoch-0006",
                            "last");
        }

        @Test
        void noBestForWhatIsNoNumber() {
            losses(Double.NaN, 3).option("checkpoint.keep-best", 2).run();

            assertThat(left.names).containsExactly("best", "best-epoch-0002", "last");
        }

        @Test
        void noBestIfNoneIsWanted() {
            losses(3, 2).option("checkpoint.keep-best", 0).run();

            assertThat(left.names).containsExactly("last");
        }

        @Test
        void eachFewForEver() {
            losses(1, 2, 3, 4, 5, 6, 7)
                    .option("checkpoint.keep", 2)
                    .option("checkpoint.keep-every", 3)
                    .run();

            assertThat(left.names)
                    .containsExactly("best", "epoch-0003", "epoch-0005", "epoch-0006", "epoch-0007", "last");
        }

        @Test
        void theNewestOfThoseWithinEpochsToo() {
            losses(1, 2)
                    .option("checkpoint.keep", 2)
                    .option("checkpoint.every-steps", 2)
                    .option("checkpoint.every-epochs", 2)
                    .run();

            assertThat(left.names).containsExactly("best", "epoch-0002", "last", "step-0000006");
        }
    }

    @Nested
    class Names {

        @Test
        void byEpochStepAndMetric() {
            losses(0.51234, 2)
                    .option("checkpoint.keep", 5)
                    .option("checkpoint.name", "e{epoch:2}_s{step}_{val_loss:.3}")
                    .run();

            assertThat(left.names).containsExactly("best", "e01_s3_0.512", "e02_s6_2.000", "last");
        }

        @Test
        void aMetricThatIsNotThereNone() {
            losses(1, 2)
                    .absent("val_loss", 1)
                    .option("checkpoint.keep", 5)
                    .option("checkpoint.name", "{epoch}-{val_loss}")
                    .run();

            assertThat(left.names).containsExactly("1-1.0000", "2-none", "best", "last");
        }

        @Test
        void ofTwoInstancesByPrefixes() {
            losses(1, 2)
                    .metric("val_accuracy", 0.1, 0.2)
                    .attach("by-accuracy", new CheckpointKeeper())
                    .option("by-accuracy.monitor", "val_accuracy")
                    .option("by-accuracy.prefix", "accuracy-")
                    .run();

            assertThat(left.names).containsExactly("accuracy-best", "best", "last");
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(
                strings = {
                    "{epoch",
                    "{epok}",
                    "{val_accuracy}",
                    "{epoch:.2}",
                    "a b",
                    "../{epoch}",
                    ".{epoch}",
                    "{val_loss:4}"
                })
        void nothingThatCannotBeFilledIn(String name) {
            SimulatedRun run = losses(1).option("checkpoint.name", name).runAndFail();

            assertThat(run.failure()).hasMessageContaining(name).hasMessageContaining("epoch");
        }
    }

    @Nested
    class OnResume {

        @TempDir
        Path runs;

        @Test
        void theBestFewAreKnownAndWhatWasKeptIsCounted() {
            losses(5, 3, 4)
                    .folder(runs)
                    .option("checkpoint.keep-best", 2)
                    .option("checkpoint.keep", 2)
                    .run();

            losses(5, 3, 4, 6, 2)
                    .folder(runs)
                    .resume("last")
                    .option("checkpoint.keep-best", 2)
                    .option("checkpoint.keep", 2)
                    .run();

            assertThat(left.names)
                    .containsExactly("best", "best-epoch-0002", "best-epoch-0005", "epoch-0004", "epoch-0005", "last");
        }
    }
}
