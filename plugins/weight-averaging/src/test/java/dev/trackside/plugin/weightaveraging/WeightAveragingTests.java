package dev.trackside.plugin.weightaveraging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.Outcome;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.Weights;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** In a simulation a weight is the number of steps that it has made: 1, 2, 3, … */
class WeightAveragingTests {

    private static Simulation simulation(Object averaging, int epochs) {
        return Simulation.epochs(epochs)
                .batches(2)
                .metric("loss", (epoch, batch) -> 1)
                .metric("val_loss", (epoch, batch) -> 1)
                .weights(1)
                .attach(averaging);
    }

    /** What the weights are in validations and at epoch ends. */
    @Plugin(value = "seen", phase = Phase.REPORT)
    static final class Seen {
        final List<Double> inValidation = new ArrayList<>();
        final List<Double> atEpochEnd = new ArrayList<>();

        @OnValidationBatchEnd
        void validation(Weights weights) {
            inValidation.add(weights.tensors().get(0).read()[0]);
        }

        @OnEpochEnd
        void epoch(Weights weights) {
            atEpochEnd.add(weights.tensors().get(0).read()[0]);
        }
    }

    static final class SaveInValidation {
        @OnValidationBatchEnd
        void save(int epoch, Checkpoints checkpoints) {
            if (epoch == 1) {
                checkpoints.request("last");
            }
        }
    }

    static final class StopAtOnce {
        @OnBatchBegin
        Control stop() {
            return Control.stop("at once");
        }
    }

    static final class FailInValidation {
        @OnValidationBatchEnd
        void fail() {
            throw new IllegalStateException("the disk is on fire");
        }
    }

    @Nested
    class AnExponentialAverage {

        @Test
        void isSeenByValidationsOnly() {
            Seen seen = new Seen();

            simulation(new Ema(), 2).option("ema.decay", 0.5).attach(seen).run();

            // 1, (1 + 2) / 2, (1.5 + 3) / 2, (2.25 + 4) / 2
            assertThat(seen.inValidation).containsExactly(1.5, 3.125);
            assertThat(seen.atEpochEnd).containsExactly(2.0, 4.0);
        }

        @Test
        void isTheModelInTheEnd() {
            assertThat(simulation(new Ema(), 2).option("ema.decay", 0.5).run().finalWeights())
                    .containsExactly(3.125);
            assertThat(simulation(new Ema(), 2)
                            .option("ema.decay", 0.5)
                            .option("ema.apply-at-end", false)
                            .run()
                            .finalWeights())
                    .containsExactly(4);
        }

        @Test
        void beginsLateAndIsMovedEveryFewSteps() {
            SimulatedRun run = simulation(new Ema(), 3)
                    .option("ema.decay", 0.5)
                    .option("ema.start-step", 2)
                    .option("ema.every-steps", 2)
                    .run();

            // of the steps 2, 4, 6: 2, 3, 4.5
            assertThat(run.finalWeights()).containsExactly(4.5);
        }

        @Test
        void leavesTheTrainedWeightsAfterAFailureInAValidation() {
            SimulatedRun run = simulation(new Ema(), 2)
                    .option("ema.decay", 0.5)
                    .attach(new FailInValidation())
                    .runAndFail();

            assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(run.finalWeights()).containsExactly(2);
        }

        @Test
        void isNothingInARunWithoutSteps() {
            SimulatedRun run = simulation(new Ema(), 1).attach(new StopAtOnce()).run();

            assertThat(run.finalWeights()).containsExactly(0);
        }
    }

    @Nested
    class AMeanOfEpochs {

        @Test
        void isOfTheLastFifth() {
            Seen seen = new Seen();

            SimulatedRun run = simulation(new Swa(), 10).attach(seen).run();

            assertThat(seen.inValidation).endsWith(16.0, 18.0, 19.0);
            assertThat(seen.atEpochEnd).endsWith(18.0, 20.0);
            assertThat(run.finalWeights()).containsExactly(19);
        }

        @Test
        void isOfThoseThatAreAskedFor() {
            SimulatedRun run = simulation(new Swa(), 6)
                    .option("swa.start-epoch", 2)
                    .option("swa.every-epochs", 2)
                    .run();

            assertThat(run.finalWeights()[0]).as("of the epochs 2, 4, 6").isCloseTo((4 + 8 + 12) / 3.0, within(1e-12));
        }

        @Test
        void isOfEpochsWithoutValidationToo() {
            SimulatedRun run = simulation(new Swa(), 4)
                    .validateEvery(3)
                    .option("swa.start-epoch", 3)
                    .run();

            assertThat(run.finalWeights()).containsExactly(7);
        }
    }

    @Nested
    class OnResume {

        @TempDir
        Path runs;

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"ema", "swa"})
        void goesOnExactlyEvenFromTheMidstOfAValidation(String which) {
            SimulatedRun whole = averaging(which, 4).run();
            averaging(which, 2).folder(runs).attach(new SaveInValidation()).run();

            Seen seen = new Seen();
            SimulatedRun resumed = averaging(which, 4)
                    .folder(runs)
                    .attach(new SaveInValidation())
                    .attach(seen)
                    .resume("last")
                    .run();

            assertThat(resumed.finalWeights()).containsExactly(whole.finalWeights());
            assertThat(seen.atEpochEnd).as("the trained weights").containsExactly(4.0, 6.0, 8.0);
        }

        private Simulation averaging(String which, int epochs) {
            return which.equals("ema")
                    ? simulation(new Ema(), epochs).savesState().option("ema.decay", 0.9)
                    : simulation(new Swa(), epochs).savesState().option("swa.start-epoch", 2);
        }
    }

    @Nested
    class Refuses {

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"ema", "swa"})
        void anEngineWithoutWeights(String which) {
            assertThatThrownBy(() -> Simulation.epochs(1)
                            .attach(which.equals("ema") ? new Ema() : new Swa())
                            .run())
                    .hasMessageContaining(which)
                    .hasMessageContaining("Weights")
                    .hasMessageContaining("simulation");
        }
    }
}
