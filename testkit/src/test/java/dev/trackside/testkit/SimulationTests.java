package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Control;
import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulationTests {

    @Nested
    class Metrics {

        private final Sees sees = new Sees();

        @Test
        void ofAnEpochComeInEachOfItsBatches() {
            Simulation.epochs(2)
                    .batches(2)
                    .metric("loss", 0.5, Double.NaN)
                    .metric("val_loss", 0.7, 0.6)
                    .attach(sees)
                    .run();

            assertThat(sees.batches)
                    .extracting(metrics -> metrics.get("loss"))
                    .containsExactly(0.5, 0.5, Double.NaN, Double.NaN);
            assertThat(sees.validationBatches)
                    .extracting(metrics -> metrics.get("val_loss"))
                    .containsExactly(0.7, 0.6);
            assertThat(sees.epochs).extracting(metrics -> metrics.get("loss")).containsExactly(0.5, Double.NaN);
            assertThat(sees.epochs)
                    .extracting(metrics -> metrics.get("val_loss"))
                    .containsExactly(0.7, 0.6);
        }

        @Test
        void ofABatchComeInThatBatchAndTheirMeanAtTheEndOfTheEpoch() {
            Simulation.epochs(1)
                    .batches(4)
                    .metric("loss", (epoch, batch) -> batch)
                    .attach(sees)
                    .run();

            assertThat(sees.batches).extracting(metrics -> metrics.get("loss")).containsExactly(0.0, 1.0, 2.0, 3.0);
            assertThat(sees.epochs).extracting(metrics -> metrics.get("loss")).containsExactly(1.5);
        }

        @Test
        void thatAreAbsentInAnEpochDoNotComeThere() {
            Simulation.epochs(4)
                    .metric("val_f1", 0.1, 0.2, 0.3, 0.4)
                    .absent("val_f1", 1, 3)
                    .attach(sees)
                    .run();

            assertThat(sees.epochs)
                    .extracting(metrics -> metrics.containsKey("val_f1"))
                    .containsExactly(true, false, true, false);
            assertThat(sees.epochs.get(2)).containsEntry("val_f1", 0.3);
        }

        @Test
        void withFewerValuesThanEpochsAreAnError() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Simulation.epochs(3).metric("val_loss", 1, 2))
                    .withMessageContaining("val_loss has 2 values for 3 epochs");
        }

        @Test
        void thatAreAbsentButNotScriptedAreAnError() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Simulation.epochs(3)
                            .metric("val_loss", 1, 2, 3)
                            .absent("val_los", 1)
                            .run())
                    .withMessageContaining("val_los\"")
                    .withMessageContaining("val_loss");
        }

        @Test
        void thatAreAbsentInAnEpochThatIsNoneAreAnError() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Simulation.epochs(3)
                            .metric("val_loss", 1, 2, 3)
                            .absent("val_loss", 3)
                            .run())
                    .withMessageContaining("epoch 3")
                    .withMessageContaining("0 to 2");
        }
    }

    @Nested
    class Surroundings {

        @Test
        void timeStandsStillButForTheBatches() {
            assertThat(Simulation.epochs(2).run().summary().elapsed()).isZero();

            SimulatedRun run = Simulation.epochs(2)
                    .batches(3)
                    .validationBatches(2)
                    .secondsPerBatch(0.5)
                    .run();

            assertThat(run.summary().elapsed()).isEqualTo(Duration.ofSeconds(5));
            assertThat(run.summary().metrics().get("epoch_seconds")).isEqualTo(2.5, within(1e-9));
            assertThat(run.clock().now()).isEqualTo(TestClock.START.plusSeconds(5));
        }

        @Test
        void examplesAreCounted() {
            SimulatedRun run = Simulation.epochs(1)
                    .batches(3)
                    .examplesPerBatch(8)
                    .secondsPerBatch(0.5)
                    .run();

            assertThat(run.summary().metrics().get("examples_per_second")).isEqualTo(12, within(1e-9));
        }

        @Test
        void whatIsPrintedIsKept() {
            SimulatedRun run = Simulation.epochs(2)
                    .terminal(40)
                    .attach("scribe", new Writes())
                    .option("scribe.word", "round")
                    .run();

            assertThat(run.consoleLines()).containsExactly("round 0", "round 1");
            assertThat(run.liveTexts()).containsExactly("round 0 live", "round 1 live");
        }

        @Test
        void withoutATerminalThereIsNoLiveRegion() {
            assertThat(Simulation.epochs(2).attach(new Writes()).run().liveTexts())
                    .isEmpty();
        }

        @Test
        void artifactsAreRealFilesInTheFolderOfTheRun(@TempDir Path runs) {
            SimulatedRun run =
                    Simulation.epochs(1).folder(runs).attach(new Writes()).run();

            assertThat(run.folder()).hasParent(runs);
            assertThat(run.artifacts()).singleElement().satisfies(artifact -> {
                assertThat(artifact.callback()).isEqualTo("writes");
                assertThat(artifact.file()).hasParent(run.folder()).hasContent("word\r\nepoch\r\n");
            });
            assertThat(run.events()).endsWith("OnTrainEnd", "OnArtifact words");
        }

        @Test
        void withoutAFolderATemporaryOneIsUsed() throws IOException {
            SimulatedRun run = Simulation.epochs(1).attach(new Writes()).run();

            assertThat(run.folder()).isDirectory();
            assertThat(run.folder().toRealPath())
                    .startsWith(Path.of(System.getProperty("java.io.tmpdir")).toRealPath());
        }

        @Test
        void aFailedRunHasAFolderToo(@TempDir Path runs) {
            SimulatedRun run = Simulation.epochs(2)
                    .folder(runs)
                    .savesState()
                    .attach(new Saves("OnEpochEnd 0"))
                    .failAt(1, 0, new IllegalStateException("no more"))
                    .runAndFail();

            assertThat(run.folder()).hasParent(runs).isDirectory();
            assertThat(run.checkpoints())
                    .singleElement()
                    .satisfies(checkpoint ->
                            assertThat(Path.of(checkpoint.location())).exists().startsWith(run.folder()));
        }

        @Test
        void theRecorderListensToGradientsOnlyIfAsked() {
            assertThat(Simulation.epochs(1).run().events()).doesNotContain("OnGradients 0/0");
            assertThat(Simulation.epochs(1).recordingGradients().run().events()).contains("OnGradients 0/0");
        }

        @Test
        void anythingElseIsSetOnTheBuilder() {
            SimulatedRun run = Simulation.epochs(1)
                    .seed(7)
                    .with(builder -> builder.option("run.min-steps", 3))
                    .run();

            assertThat(run.run().parameters()).containsEntry("run.seed", "7").containsEntry("run.min-steps", "3");
        }

        @Test
        void anOptionThatNobodyHasIsAnErrorAsInAnyRun() {
            assertThatThrownBy(() -> Simulation.epochs(1)
                            .attach(new Writes())
                            .option("writes.wort", "x")
                            .run())
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("wort");
        }
    }

    @Nested
    class ASimulation {

        @Test
        void isNotChangedByWhatIsMadeOfIt() {
            Simulation three = Simulation.epochs(3).metric("loss", 3, 2, 1);
            Simulation stopped = three.attach(Answers.at("OnEpochEnd 0", Control.stop("enough")));

            assertThat(three.run().epochsTrained()).isEqualTo(3);
            assertThat(stopped.run().epochsTrained()).isEqualTo(1);
            assertThat(stopped.run().epochsTrained()).isEqualTo(1);
            assertThat(three.run().epochsTrained()).isEqualTo(3);
        }

        @Test
        void runsAlikeEachTime() {
            Simulation simulation = Simulation.epochs(2)
                    .metric("loss", 3, 2)
                    .weights(1)
                    .learningRate(0.1)
                    .attach(Answers.at("OnEpochEnd 0", Control.stopEpoch("for the record")));

            SimulatedRun first = simulation.run();
            SimulatedRun second = simulation.run();

            assertThat(second.events()).isEqualTo(first.events());
            assertThat(second.decisions()).isEqualTo(first.decisions());
            assertThat(second.finalWeights()).isEqualTo(first.finalWeights());
        }

        @Test
        void thatFailsIsThrown() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> Simulation.epochs(1)
                            .failAt(0, 0, new IllegalStateException("no more"))
                            .run())
                    .withMessage("no more");
        }

        @Test
        void thatShouldFailButDoesNotIsThrown() {
            assertThatThrownBy(() -> Simulation.epochs(1)
                            .attach(Answers.at("OnEpochEnd 0", Control.stop("enough")))
                            .runAndFail())
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("STOPPED: enough");
        }

        @Test
        void tellsWhatWentWellFromWhatFailed() {
            SimulatedRun good = Simulation.epochs(1).run();
            SimulatedRun bad = Simulation.epochs(1)
                    .failAt(0, 0, new IllegalStateException("no more"))
                    .runAndFail();

            assertThat(good.result().summary()).isEqualTo(good.summary());
            assertThatIllegalStateException().isThrownBy(good::failure);
            assertThatIllegalStateException().isThrownBy(bad::result).withCause(bad.failure());
        }

        @Test
        void refusesAnAccidentWhereThereIsNoBatch() {
            Simulation two = Simulation.epochs(2).batches(2);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> two.interruptAt(0, 2).run())
                    .withMessageContaining("interruptAt names batch 2")
                    .withMessageContaining("0 to 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> two.failAt(2, 0, new IllegalStateException()).run())
                    .withMessageContaining("failAt names epoch 2");
            assertThatIllegalArgumentException().isThrownBy(() -> two.failAt(0, 0, new Throwable("neither")));
        }

        @Test
        void refusesWhatCannotBe() {
            assertThatIllegalArgumentException().isThrownBy(() -> Simulation.epochs(0));
            Simulation one = Simulation.epochs(1);
            assertThatIllegalArgumentException().isThrownBy(() -> one.batches(0));
            assertThatIllegalArgumentException().isThrownBy(() -> one.validationBatches(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> one.examplesPerBatch(0));
            assertThatIllegalArgumentException().isThrownBy(() -> one.weights(0));
            assertThatIllegalArgumentException().isThrownBy(() -> one.learningRate(Double.NaN));
            assertThatIllegalArgumentException().isThrownBy(() -> one.secondsPerBatch(-1));
            assertThatIllegalArgumentException().isThrownBy(() -> one.terminal(0));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> one.predictions(new double[] {1}, new double[][] {{1}, {2}}));
        }
    }
}
