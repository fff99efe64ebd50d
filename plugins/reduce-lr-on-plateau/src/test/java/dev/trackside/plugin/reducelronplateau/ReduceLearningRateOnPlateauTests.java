package dev.trackside.plugin.reducelronplateau;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoints;
import dev.trackside.Decision;
import dev.trackside.LearningRate;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.Plugin;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReduceLearningRateOnPlateauTests {

    private static final double NAN = Double.NaN;

    private static Simulation losses(double... values) {
        return Simulation.epochs(values.length)
                .metric("val_loss", values)
                .learningRate(1)
                .attach(new ReduceLearningRateOnPlateau())
                .option("reduce-lr-on-plateau.factor", 0.5)
                .option("reduce-lr-on-plateau.patience", 2);
    }

    private static Simulation losses(String option, Object value, double... values) {
        return losses(values).option("reduce-lr-on-plateau." + option, value);
    }

    @Nested
    class LowersTheRate {

        @Test
        void forAReasonInPlainWords() {
            SimulatedRun run = losses(1, 0.9, 0.9, 0.95, 0.9).run();

            assertThat(run.decisionsOf("reduce-lr-on-plateau")).singleElement().satisfies(decision -> {
                assertThat(decision.kind()).isEqualTo(Decision.Kind.LEARNING_RATE);
                assertThat(decision.reason()).startsWith("val_loss has not improved for 2 checks; the best was 0.9000");
                assertThat(decision.epoch()).isEqualTo(3);
            });
        }

        @Test
        void afterEachValidationIfToldSo() {
            SimulatedRun run = losses("check", "validation", 1, 1, 1, 1).run();

            assertThat(run.learningRates()).containsExactly(1.0, 1.0, 1.0, 0.5);
            assertThat(run.decisions())
                    .singleElement()
                    .extracting(Decision::event)
                    .isEqualTo("OnValidationEnd");
        }

        @Test
        void forAMetricOfTheTrainingToo() {
            SimulatedRun run = Simulation.epochs(4)
                    .metric("loss", 1, 1, 1, 1)
                    .learningRate(1)
                    .attach(new ReduceLearningRateOnPlateau())
                    .option("reduce-lr-on-plateau.monitor", "loss")
                    .option("reduce-lr-on-plateau.patience", 3)
                    .run();

            assertThat(run.learningRates()).containsExactly(1.0, 1.0, 1.0, 1.0);
            assertThat(run.decisions()).hasSize(1);
        }

        @Test
        void whenAllWasNotANumber() {
            SimulatedRun run = losses(NAN, NAN, 0.9).run();

            assertThat(run.learningRates()).containsExactly(1.0, 1.0, 0.5);
            assertThat(run.decisions())
                    .singleElement()
                    .extracting(Decision::reason)
                    .asString()
                    .startsWith("val_loss has not been a number for 2 checks");
        }
    }

    @Nested
    class CountsAsBetter {

        @Test
        void nothingThatIsNotANumber() {
            assertThat(losses(1, NAN, NAN, 1, 1).run().learningRates()).containsExactly(1.0, 1.0, 1.0, 0.5, 0.5);
        }

        @Test
        void anyNumberAfterOnlyNaN() {
            assertThat(losses(NAN, 5, 6, 7, 7).run().learningRates()).containsExactly(1.0, 1.0, 1.0, 1.0, 0.5);
        }

        @Test
        void aPartOfTheBestIfThatIsTheMode() {
            // One percent of 200 is 2: 199 is not better, 197 is, and 195.5 is not.
            Simulation simulation = losses("min-delta-mode", "relative", 200, 199, 197, 195.5, 195.5, 195.5)
                    .option("reduce-lr-on-plateau.min-delta", 0.01);

            assertThat(simulation.run().learningRates()).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0, 0.5);
        }

        @Test
        void aPartOfANegativeBestInTheRightDirection() {
            Simulation simulation = losses("min-delta-mode", "relative", -100, -100.5, -100.5, -102, -102)
                    .option("reduce-lr-on-plateau.min-delta", 0.01);

            assertThat(simulation.run().learningRates()).containsExactly(1.0, 1.0, 1.0, 0.5, 0.5);
        }
    }

    @Test
    void anEpochWithoutTheMetricIsNeitherStaleNorOfTheCooldown() {
        SimulatedRun run = losses("cooldown", 1, 1, 0, 1, 0, 1, 0, 1, 1, 1)
                .absent("val_loss", 1, 3, 5)
                .run();

        // Checks are epochs 1, 3, 5 (lowered), 7 (excused), 8, 9 (lowered).
        assertThat(run.learningRates()).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.5, 0.5, 0.5);
        assertThat(run.decisions()).extracting(Decision::epoch).containsExactly(4, 8);
    }

    @Nested
    class LeavesTheRate {

        @Test
        void atTheSmallestOneWithoutADecision() {
            SimulatedRun run = losses("min-lr", 1, 1, 1, 1, 1).run();

            assertThat(run.decisions()).isEmpty();
        }

        @Test
        void whereItIsBelowTheSmallestOneAlready() {
            assertThat(losses("min-lr", 2, 1, 1, 1, 1).run().learningRates()).containsOnly(1.0);
        }

        @Test
        void ifItWouldChangeByNoMoreThanEps() {
            assertThat(losses("eps", 0.5, 1, 1, 1, 1).run().learningRates()).containsOnly(1.0);
            assertThat(losses("eps", 0.49, 1, 1, 1, 1).run().learningRates()).containsExactly(1.0, 1.0, 1.0, 0.5);
        }
    }

    @Nested
    class IsRefused {

        @Test
        void withAFactorThatLowersNothing() {
            assertThat(losses("factor", 1, 1, 1).runAndFail().failure())
                    .hasMessageContaining("A factor of 1.0 would not lower the learning rate. Set factor below 1");
        }

        @Test
        void afterValidationsForAMetricThatIsNotThere() {
            SimulatedRun run = Simulation.epochs(1)
                    .metric("loss", 1)
                    .learningRate(1)
                    .attach(new ReduceLearningRateOnPlateau())
                    .option("reduce-lr-on-plateau.monitor", "loss")
                    .option("reduce-lr-on-plateau.check", "validation")
                    .runAndFail();

            assertThat(run.failure()).hasMessageContaining("Write check: epoch");
        }

        @Test
        void withAMetricWhoseNameDoesNotTellTheDirection() {
            SimulatedRun run = Simulation.epochs(1)
                    .metric("val_gap", 1)
                    .learningRate(1)
                    .attach(new ReduceLearningRateOnPlateau())
                    .option("reduce-lr-on-plateau.monitor", "val_gap")
                    .runAndFail();

            assertThat(run.failure()).hasMessageContaining("Set mode to min or max");
        }

        @Test
        void onAnEngineWithoutALearningRate() {
            Simulation simulation =
                    Simulation.epochs(1).metric("val_loss", 1).attach(new ReduceLearningRateOnPlateau());

            assertThatThrownBy(simulation::run)
                    .hasMessageContaining("reduce-lr-on-plateau")
                    .hasMessageContaining("LearningRate");
        }
    }

    /** Somebody's schedule. */
    @Plugin("schedule")
    static final class Schedule {
        @OnBatchBegin
        void set(int epoch, LearningRate rate) {
            if (epoch == 0) {
                rate.set(2);
            }
        }
    }

    @Nested
    class BesideASchedule {

        @Test
        void isRefusedUnlessOneIsOrderedAfterTheOther() {
            Simulation simulation = losses(1, 1, 1).attach(new Schedule());

            assertThatThrownBy(simulation::run)
                    .hasMessageContaining("reduce-lr-on-plateau and schedule both set the learning rate")
                    .hasMessageContaining("or order them");
        }

        @Test
        void lowersTheRateOfTheScheduleIfItIsOrderedAfterIt() {
            SimulatedRun run = losses(1, 1, 1, 1)
                    .attach(new Schedule())
                    .option("reduce-lr-on-plateau.after", "schedule")
                    .run();

            assertThat(run.learningRates()).containsExactly(2.0, 2.0, 2.0, 1.0);
        }
    }

    @Nested
    class OnResume {

        @TempDir
        Path runs;

        /** Saves the run at the end of each epoch. */
        static final class SaveEachEpoch {
            @OnEpochEnd
            void save(Checkpoints checkpoints) {
                checkpoints.request("last");
            }
        }

        private Simulation first(int epochs) {
            return Simulation.epochs(epochs)
                    .metric("val_loss", 1, 1, 1, 1, 1, 1, 1, 1)
                    .learningRate(1)
                    .savesState()
                    .folder(runs)
                    .attach(new ReduceLearningRateOnPlateau())
                    .attach(new SaveEachEpoch())
                    .option("reduce-lr-on-plateau.factor", 0.5)
                    .option("reduce-lr-on-plateau.cooldown", 2)
                    .option("reduce-lr-on-plateau.patience", 2);
        }

        @Test
        void theRateTheCooldownAndTheCountGoOn() {
            first(4).run(); // lowered after the third; one of the cooldown is left

            SimulatedRun resumed = first(8).resume("last").run();

            assertThat(resumed.learningRates()).containsExactly(0.5, 0.5, 0.5, 0.25);
        }

        @Test
        void newOptionsHold() {
            first(4).run();

            SimulatedRun resumed = first(8).resume("last")
                    .option("reduce-lr-on-plateau.patience", 1)
                    .option("reduce-lr-on-plateau.factor", 0.1)
                    .run();

            assertThat(resumed.learningRates()).containsExactly(0.5, 0.5, 0.05, 0.05);
        }
    }
}
