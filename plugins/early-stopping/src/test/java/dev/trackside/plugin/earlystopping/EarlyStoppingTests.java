package dev.trackside.plugin.earlystopping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EarlyStoppingTests {

    private static final double NAN = Double.NaN;

    private static Simulation watching(String metric, double... values) {
        return Simulation.epochs(values.length)
                .metric(metric, values)
                .attach(new EarlyStopping())
                .option("early-stopping.monitor", metric);
    }

    private static Simulation losses(double... values) {
        return watching("val_loss", values);
    }

    private static List<String> causes(SimulatedRun run) {
        return run.decisionsOf("early-stopping").stream()
                .flatMap(decision -> decision.cause().stream())
                .toList();
    }

    @Nested
    class StopsARun {

        @ParameterizedTest(name = "with patience {0} after {1} epochs")
        @CsvSource({"1, 3", "2, 4", "3, 5"})
        void atThePatiencethStaleCheck(int patience, int epochs) {
            SimulatedRun run = losses(1.0, 0.9, 0.9, 0.95, 0.91, 0.5)
                    .option("early-stopping.patience", patience)
                    .run();

            assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(run.epochsTrained()).isEqualTo(epochs);
        }

        @Test
        void forAReasonInPlainWords() {
            SimulatedRun run = losses(1.0, 0.9, 0.95, 0.95, 0.5)
                    .option("early-stopping.patience", 2)
                    .run();

            assertThat(run.reason()).hasValue("val_loss has not improved for 2 checks; the best was 0.9000 at epoch 2");
            assertThat(causes(run)).containsExactly("STALE");
        }

        @Test
        void whoseMetricIsToBecomeLarge() {
            SimulatedRun run = watching("val_accuracy", 0.5, 0.9, 0.8, 0.9, 0.95)
                    .option("early-stopping.patience", 2)
                    .run();

            assertThat(run.epochsTrained()).isEqualTo(4);
        }

        @Test
        void notWhileItImproves() {
            SimulatedRun run =
                    losses(5, 4, 3, 2, 1).option("early-stopping.patience", 1).run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        }

        @Test
        void againWhenAStopWasDeferred() {
            SimulatedRun run = losses(1, 2, 2, 2, 2, 2)
                    .option("early-stopping.patience", 1)
                    .minEpochs(4)
                    .run();

            assertThat(run.epochsTrained()).isEqualTo(4);
        }

        @Test
        void notForAMetricThatIsAbsent() {
            SimulatedRun run = losses(1, 0, 2, 0, 2, 0.5)
                    .absent("val_loss", 1, 3)
                    .option("early-stopping.patience", 3)
                    .run();

            assertThat(run.outcome()).as("only two checks were stale").isEqualTo(Outcome.COMPLETED);
        }
    }

    @Nested
    class TakesAsBetter {

        @Test
        void nothingThatIsNotANumberEvenAtFirst() {
            SimulatedRun run = losses(NAN, 0.9, 0.95, NAN, 0.1)
                    .option("early-stopping.check-finite", false)
                    .option("early-stopping.patience", 2)
                    .run();

            assertThat(run.reason()).hasValue("val_loss has not improved for 2 checks; the best was 0.9000 at epoch 2");
        }

        @Test
        void anythingAfterOnlyNaN() {
            SimulatedRun run = losses(NAN, NAN, 0.9, 0.8)
                    .option("early-stopping.check-finite", false)
                    .option("early-stopping.patience", 3)
                    .run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        }

        @ParameterizedTest(name = "with min-delta {0} stops after {1} epochs")
        @CsvSource({"0, 5", "0.1, 3", "-0.1, 3", "0.07, 5"})
        void whatIsBetterThanTheBestByMoreThanMinDelta(double minDelta, int epochs) {
            // Each step is 0.04, so two of them are more than 0.07: the reference must not move on the first.
            SimulatedRun run = losses(1.0, 0.96, 0.92, 0.88, 0.84)
                    .option("early-stopping.min-delta", minDelta)
                    .option("early-stopping.patience", 2)
                    .run();

            assertThat(run.epochsTrained()).isEqualTo(epochs);
        }

        @ParameterizedTest(name = "with a relative min-delta of {0} stops after {1} epochs")
        @CsvSource({"0.01, 5", "0.1, 3", "0.06, 5"})
        void whatIsBetterByMoreThanAPartOfTheBest(double minDelta, int epochs) {
            // Of the size of the best, so it works below zero too: 4 percent better each epoch, 8 in two.
            SimulatedRun run = losses(-1.0, -1.04, -1.08, -1.12, -1.16)
                    .option("early-stopping.min-delta", minDelta)
                    .option("early-stopping.min-delta-mode", "relative")
                    .option("early-stopping.patience", 2)
                    .run();

            assertThat(run.epochsTrained()).isEqualTo(epochs);
        }

        @Test
        void nothingBeforeTheFirstEpochThatCounts() {
            SimulatedRun run = losses(0.1, 0.1, 1.0, 0.9, 0.95, 0.95)
                    .option("early-stopping.start-from-epoch", 3)
                    .option("early-stopping.patience", 2)
                    .run();

            assertThat(run.reason()).hasValue("val_loss has not improved for 2 checks; the best was 0.9000 at epoch 4");
        }

        @Test
        void onlyWhatBeatsTheBaselineToo() {
            SimulatedRun run = losses(1.0, 0.9, 0.8, 0.8, 0.4)
                    .option("early-stopping.baseline", 0.5)
                    .option("early-stopping.patience", 3)
                    .run();

            assertThat(run.reason())
                    .as("checks that are better count, but do not stop the run")
                    .hasValue("val_loss has not beaten the baseline 0.5 for 4 checks; the best was 0.8000 at epoch 3");
            assertThat(causes(run)).containsExactly("BASELINE");
        }

        @Test
        void theBestAgainOnceTheBaselineIsBeaten() {
            SimulatedRun run = losses(1.0, 0.4, 0.45, 0.3)
                    .option("early-stopping.baseline", 0.5)
                    .option("early-stopping.patience", 2)
                    .run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        }
    }

    @Nested
    class StopsAtOnce {

        @ParameterizedTest(name = "{0}")
        @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
        void atAValueThatIsNotFinite(double value) {
            SimulatedRun run = losses(1.0, value, 0.5).run();

            assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(run.reason()).hasValue("val_loss is " + value + " at epoch 2");
            assertThat(causes(run)).containsExactly("NON_FINITE");
        }

        @Test
        void atTheGoalEvenIfItIsMetExactly() {
            SimulatedRun run = watching("val_accuracy", 0.5, 0.9, 0.99)
                    .option("early-stopping.stopping-threshold", 0.9)
                    .run();

            assertThat(run.reason()).hasValue("val_accuracy reached 0.9 at epoch 2: 0.9000");
            assertThat(causes(run)).containsExactly("GOAL");
        }

        @Test
        void whenTheMetricIsWorseThanTheLimit() {
            SimulatedRun run = losses(1.0, 3.0, 3.5, 0.1)
                    .option("early-stopping.divergence-threshold", 3)
                    .run();

            assertThat(run.reason()).hasValue("val_loss is 3.5000 at epoch 3, worse than the limit 3.0");
            assertThat(causes(run)).containsExactly("DIVERGED");
        }

        @Test
        void atTheGoalAndRecordsItAsTheBest() {
            EarlyStopping stopping = new EarlyStopping();
            Simulation.epochs(3)
                    .metric("val_loss", 0.52, 0.49, 0.1)
                    .attach(stopping)
                    .option("early-stopping.min-delta", 0.1)
                    .option("early-stopping.stopping-threshold", 0.5)
                    .run();

            assertThat(stopping.best).isEqualTo(0.49);
            assertThat(stopping.bestEpoch).isEqualTo(2);
        }
    }

    @Nested
    class LooksAtTheMetric {

        @Test
        void atTheEndOfAValidationSoThatEpochEndComesAfterTheDecision() {
            SimulatedRun run = losses(1.0, 2.0, 2.0)
                    .validationBatches(1)
                    .option("early-stopping.check", "validation")
                    .option("early-stopping.patience", 1)
                    .run();

            assertThat(run.epochsTrained()).isEqualTo(2);
            assertThat(run.decisionsOf("early-stopping"))
                    .extracting(Decision::event)
                    .containsExactly("OnValidationEnd");
        }

        @Test
        void everySoManyStepsAsTheMeanOfTheirValues() {
            // Means of two steps: 3, 2, 2.5, 2.25; single values would be better at the sixth step.
            double[] steps = {4, 2, 3, 1, 4, 1, 2, 2.5};
            SimulatedRun run = Simulation.epochs(2)
                    .batches(4)
                    .metric("loss", (epoch, batch) -> steps[epoch * 4 + batch])
                    .weights(1)
                    .attach(new EarlyStopping())
                    .option("early-stopping.monitor", "loss")
                    .option("early-stopping.check", "step")
                    .option("early-stopping.every-steps", 2)
                    .option("early-stopping.patience", 2)
                    .run();

            assertThat(run.reason()).hasValue("loss has not improved for 2 checks; the best was 2.0000 at step 4");
            assertThat(run.finalWeights()).as("of step 4").containsExactly(4);
        }

        @Test
        void ofAValidationNotAtSteps() {
            SimulatedRun run =
                    losses(1.0).option("early-stopping.check", "step").runAndFail();

            assertThat(run.failure()).hasMessageContaining("val_loss").hasMessageContaining("check: validation");
        }
    }

    @Nested
    class RestoresTheBestWeights {

        /** After two steps an epoch; the best is epoch 2. */
        private final Simulation simulation =
                losses(1.0, 0.5, 0.7, 0.6, 0.9).batches(2).weights(1).option("early-stopping.patience", 2);

        @Test
        void afterItHasStoppedTheRun() {
            SimulatedRun run = simulation.run();

            assertThat(run.epochsTrained()).isEqualTo(4);
            assertThat(run.finalWeights()).containsExactly(4);
            assertThat(run.decisionsOf("early-stopping"))
                    .extracting(decision -> decision.kind() + ": " + decision.reason())
                    .containsExactly(
                            "STOP: val_loss has not improved for 2 checks; the best was 0.5000 at epoch 2",
                            "RESTORE: epoch 2 had the best val_loss, 0.5000");
        }

        @Test
        void ofARunThatCompleted() {
            SimulatedRun run = simulation.option("early-stopping.patience", 9).run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(run.finalWeights()).containsExactly(4);
        }

        @Test
        void ofARunThatWasInterruptedInMidEpoch() {
            SimulatedRun run = simulation.interruptAt(2, 0).run();

            assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(run.finalWeights()).containsExactly(4);
        }

        @Test
        void alsoWhenAValueWasNotANumber() {
            SimulatedRun run = losses(1.0, NAN).weights(1).run();

            assertThat(run.finalWeights()).containsExactly(1);
        }

        @Test
        void butNotAfterAFailure() {
            SimulatedRun run = simulation
                    .failAt(2, 1, new IllegalStateException("the disk is on fire"))
                    .runAndFail();

            assertThat(run.finalWeights()).containsExactly(5);
        }

        @Test
        void butNotIfTheyAreStillInPlace() {
            SimulatedRun run = losses(1.0, 0.5).weights(1).run();

            assertThat(run.finalWeights()).containsExactly(2);
            assertThat(run.decisionsOf("early-stopping")).isEmpty();
        }

        @Test
        void butNotIfToldSo() {
            SimulatedRun run = simulation
                    .option("early-stopping.restore-best-weights", false)
                    .run();

            assertThat(run.finalWeights()).containsExactly(8);
        }

        @Test
        void orSaysThatTheEngineCannot() {
            SimulatedRun run = losses(1.0)
                    .option("early-stopping.restore-best-weights", true)
                    .runAndFail();

            assertThat(run.failure())
                    .hasMessageContaining("early-stopping")
                    .hasMessageContaining("Weights")
                    .hasMessageContaining("simulation");
            assertThat(run.events()).doesNotContain("OnEpochBegin 0");
        }
    }

    @Nested
    class Refuses {

        @Test
        void aMetricThatNobodyDeclares() {
            Simulation simulation = losses(1.0).option("early-stopping.monitor", "val_los");

            assertThatThrownBy(simulation::run)
                    .hasMessageContaining("val_los")
                    .hasMessageContaining("Did you mean val_loss?");
        }

        @Test
        void toGuessADirection() {
            SimulatedRun run = watching("val_gap", 1.0).runAndFail();

            assertThat(run.failure()).hasMessageContaining("val_gap").hasMessageContaining("Set mode to min or max");
            assertThat(run.events()).doesNotContain("OnEpochBegin 0");
        }

        @Test
        void aPatienceThatWouldStopBeforeAnythingWasStale() {
            Simulation simulation = losses(1.0).option("early-stopping.patience", 0);

            assertThatThrownBy(simulation::run).hasMessageContaining("patience");
        }
    }
}
