package dev.trackside.plugin.lrfinder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Artifact;
import dev.trackside.Checkpoints;
import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.Weights;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearningRateFinderTests {

    private static final Simulation.BatchMetric USUAL = (epoch, batch) -> usual(5 * epoch + batch);

    /** A plateau, a fall that is steepest at step 10 of 20, a minimum at step 14, and a rise. */
    private static double usual(int step) {
        double[] losses = {
            2.0, 2.01, 2.0, 1.99, 1.98, 1.95, 1.9, 1.8, 1.6, 1.3, 1.0, .8, .7, .65, .66, .7, .9, 1.1, 1.2, 1.3
        };
        return losses[step];
    }

    private static Simulation test(Simulation.BatchMetric loss) {
        return Simulation.epochs(4)
                .batches(5)
                .metric("loss", loss)
                .learningRate(0.125)
                .weights(2)
                .attach(new LearningRateFinder())
                .option("lr-finder.steps", 20)
                .option("lr-finder.min-lr", 1e-19)
                .option("lr-finder.max-lr", 1)
                .option("lr-finder.smoothing", 0);
    }

    @Nested
    class TheTest {

        @Test
        void makesEachStepWithTheNextRateByEqualFactors() {
            List<Double> rates = test(USUAL).run().learningRates();

            assertThat(rates).hasSize(20);
            for (int i = 0; i < 20; i++) {
                double expected = Double.parseDouble("1e" + (i - 19));
                assertThat(rates.get(i)).isCloseTo(expected, within(1e-12 * expected));
            }
        }

        @Test
        void orByEqualDifferences() {
            List<Double> rates = test(USUAL)
                    .option("lr-finder.spacing", "linear")
                    .option("lr-finder.min-lr", 0)
                    .option("lr-finder.max-lr", 19)
                    .run()
                    .learningRates();

            for (int i = 0; i < 20; i++) {
                assertThat(rates.get(i)).isCloseTo(i, within(1e-12));
            }
        }

        @Test
        void stopsTheRunWithTheSuggestionAsItsReason() {
            SimulatedRun run = test(USUAL).run();

            assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(run.reason())
                    .hasValue("the range test suggests a learning rate of 1.000e-10, where the loss falls most steeply"
                            + " (valley 1.000e-12, minimum 1.000e-07)");
        }

        @Test
        void suggestsByTheRuleThatIsChosen() {
            assertThat(test(USUAL)
                            .option("lr-finder.suggestion", "minimum")
                            .run()
                            .reason())
                    .hasValue(
                            "the range test suggests a learning rate of 1.000e-07, a tenth of where the loss is smallest"
                                    + " (steepest 1.000e-10, valley 1.000e-12)");
        }

        @Test
        void suggestsNothingIfTheLossDoesNotFall() {
            assertThat(test((epoch, batch) -> 1 + 5 * epoch + batch)
                            .option("lr-finder.early-stop-threshold", 100)
                            .run()
                            .reason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("suggests none", "try a smaller min-lr"));
        }

        @Test
        void endsWhenTheLossIsFourTimesTheBest() {
            SimulatedRun run = test((epoch, batch) -> epoch < 2 ? usual(5 * epoch + batch) : 1.3 * (batch + 3))
                    .run();

            // The best is 1.3; 3.9 at step 11 is three times that, and 5.2 just four times.
            assertThat(run.learningRates()).hasSize(13);
        }

        @Test
        void endsWhenTheLossIsNotFinite() {
            SimulatedRun run = test((epoch, batch) -> epoch < 3 ? usual(5 * epoch + batch) : Double.NaN)
                    .run();

            assertThat(run.learningRates()).hasSize(16);
            assertThat(run.reason())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("1.000e-10"));
        }

        @Test
        void isStoppedAgainIfTheRunHadToGoOn() {
            SimulatedRun run =
                    test(USUAL).option("lr-finder.steps", 10).minEpochs(3).run();

            assertThat(run.epochsTrained()).isEqualTo(3);
            assertThat(run.learningRates()).as("no step after the test").hasSize(10);
        }

        @Test
        void mayWatchAnotherMetric() {
            SimulatedRun run = test(USUAL)
                    .metric("error", (epoch, batch) -> -usual(5 * epoch + batch))
                    .option("lr-finder.monitor", "error")
                    .run();

            assertThat(run.learningRates())
                    .as("a negative loss does not diverge")
                    .hasSize(20);
        }
    }

    @Nested
    class PutsBack {

        /** What the others see: weights and rate at validation. */
        static final class Witness {
            double weight;
            double rate;

            @OnValidationBegin
            void see(Weights weights, @Metric("lr") double lr) {
                weight = weights.tensors().get(0).read()[0];
                rate = lr;
            }
        }

        @Test
        void theWeightsAndTheRateBeforeAnybodyElseSeesThem() {
            Witness witness = new Witness();
            SimulatedRun run = test(USUAL).attach(witness).run();

            assertThat(run.finalWeights()).containsExactly(0, 1);
            assertThat(witness.weight).isZero();
            assertThat(witness.rate).isEqualTo(0.125);
            assertThat(run.decisionsOf("lr-finder"))
                    .filteredOn(decision -> decision.reason().startsWith("the range test is over"))
                    .hasSize(2);
        }

        @Test
        void themWhenTheRunIsInterrupted() {
            SimulatedRun run = test(USUAL).interruptAt(1, 2).run();

            assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(run.finalWeights()).containsExactly(0, 1);
            assertThat(run.decisionsOf("lr-finder")).last().satisfies(decision -> assertThat(decision.reason())
                    .startsWith("the run ended after 8 of 20 steps of the range test"));
        }

        /** Restores weights of the midst of the test. */
        @Plugin("early-stopping")
        static final class Restoring {
            Weights.@Nullable Snapshot snapshot;

            @OnStep(at = 6)
            void keep(Weights weights) {
                snapshot = weights.snapshot();
            }

            @OnTrainEnd
            void restore(Weights weights) {
                weights.restore(Objects.requireNonNull(snapshot));
            }
        }

        @Test
        void themAgainIfAnotherHasRestoredWeightsOfTheTest() {
            SimulatedRun run = test(USUAL).attach(new Restoring()).run();

            assertThat(run.decisionsOf("early-stopping")).hasSize(1);
            assertThat(run.finalWeights()).containsExactly(0, 1);
        }

        @Test
        void nothingAfterAFailure() {
            SimulatedRun run = test(USUAL)
                    .failAt(1, 2, new IllegalStateException("no memory"))
                    .runAndFail();

            assertThat(run.finalWeights()).containsExactly(7, 8);
        }
    }

    @Nested
    class Shows {

        @Test
        void aPlot() {
            assertThat(test(USUAL).run().consoleLines()).first().isEqualTo("Smoothed loss by learning rate");
            assertThat(test(USUAL).run().consoleLines()).last().asString().matches(" +1\\.000e-19 +1\\.0000");
        }

        @Test
        void aPictureAndATable() {
            SimulatedRun run = test(USUAL).run();

            assertThat(run.artifacts())
                    .extracting(Artifact::name, Artifact::kind, Artifact::callback)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("lr-finder", Artifact.Kind.TABLE, "lr-finder"),
                            org.assertj.core.groups.Tuple.tuple("lr-finder-plot", Artifact.Kind.FILE, "lr-finder"));
            assertThat(run.artifacts().get(0).file())
                    .content()
                    .startsWith("step,lr,loss,smoothed\r\n1,1.0E-19,2.0,2.0\r\n")
                    .hasLineCount(21);
            assertThat(run.artifacts().get(1).file()).content().startsWith("<svg ");
        }
    }

    @Nested
    class IsRefused {

        @Test
        void withoutARange() {
            assertThat(test(USUAL).option("lr-finder.min-lr", 1).runAndFail().failure())
                    .hasMessageContaining("min-lr is 1.0 and max-lr 1.0; there is no range between them");
        }

        @Test
        void withAFactorFromZero() {
            assertThat(test(USUAL).option("lr-finder.min-lr", 0).runAndFail().failure())
                    .hasMessageContaining("Set min-lr above 0, or spacing to linear");
        }

        @Test
        void inARunThatIsTooShort() {
            assertThat(test(USUAL).option("lr-finder.steps", 21).runAndFail().failure())
                    .hasMessageContaining(
                            "The range test takes 21 steps, and the run has 20. Raise run.epochs, or set steps"
                                    + " to 20 or less.");
        }

        @Test
        void onAnEngineThatCannotPutWeightsBack() {
            Simulation simulation =
                    Simulation.epochs(1).metric("loss", 1).learningRate(1).attach(new LearningRateFinder());

            assertThatThrownBy(simulation::run)
                    .hasMessageContaining("lr-finder")
                    .hasMessageContaining("Weights")
                    .hasMessageContaining("simulation");
        }

        /** Somebody else's rule. */
        static final class Other {
            @OnEpochEnd
            void reduce(LearningRate rate) {
                rate.set(rate.get() / 10);
            }
        }

        @Test
        void besideAnotherThatSetsTheRate() {
            Simulation simulation = test(USUAL).attach(new Other());

            assertThatThrownBy(simulation::run)
                    .hasMessageContaining("lr-finder")
                    .hasMessageContaining("other");
        }
    }

    @Nested
    class OnResume {

        @TempDir
        Path runs;

        /** Saves the run in the midst of the test. */
        static final class SaveAfterEightSteps {
            @OnStep(at = 8)
            void save(Checkpoints checkpoints) {
                checkpoints.request("last");
            }
        }

        private Simulation saved() {
            return test(USUAL).savesState().folder(runs).attach(new SaveAfterEightSteps());
        }

        @Test
        void theTestGoesOnAndPutsBackWhatWasThereAtItsFirstBegin() {
            SimulatedRun whole = saved().run();

            SimulatedRun resumed = saved().learningRate(0.5).resume("last").run();

            assertThat(resumed.learningRates()).isEqualTo(whole.learningRates().subList(8, 20));
            assertThat(resumed.reason()).isEqualTo(whole.reason());
            assertThat(resumed.finalWeights()).containsExactly(0, 1);
        }
    }
}
