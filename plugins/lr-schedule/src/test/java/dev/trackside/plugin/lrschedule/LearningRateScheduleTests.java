package dev.trackside.plugin.lrschedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Decision;
import dev.trackside.LearningRate;
import dev.trackside.OnEpochEnd;
import dev.trackside.Plugin;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rates of runs, one for each optimizer step; the formulas have a test of their own. */
class LearningRateScheduleTests {

    private static final Offset<Double> ROUNDING = within(1e-15);

    private static Simulation schedule(String type) {
        return Simulation.epochs(4)
                .batches(2)
                .learningRate(0.8)
                .attach(new LearningRateSchedule())
                .option("lr-schedule.type", type);
    }

    private static void assertRates(SimulatedRun run, double... expected) {
        List<Double> rates = run.learningRates();
        assertThat(rates).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(rates.get(i)).as("rate of step %d", i + 1).isCloseTo(expected[i], ROUNDING);
        }
    }

    @Nested
    class TheRate {

        @Test
        void decaysInSteps() {
            SimulatedRun run = schedule("step")
                    .option("lr-schedule.step-size", 2)
                    .option("lr-schedule.gamma", 0.5)
                    .run();

            assertRates(run, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.4);
        }

        @Test
        void decaysByOptimizerSteps() {
            SimulatedRun run = schedule("step")
                    .option("lr-schedule.by", "step")
                    .option("lr-schedule.step-size", 3)
                    .option("lr-schedule.gamma", 0.5)
                    .run();

            assertRates(run, 0.8, 0.8, 0.8, 0.4, 0.4, 0.4, 0.2, 0.2);
        }

        @Test
        void followsTheCosineOverTheEpochsOfTheRun() {
            SimulatedRun run = schedule("cosine").run();

            double a = 0.4 + 0.4 * StrictMath.sqrt(0.5);
            double b = 0.4 - 0.4 * StrictMath.sqrt(0.5);
            assertRates(run, 0.8, 0.8, a, a, 0.4, 0.4, b, b);
        }

        @Test
        void followsTheCosineOverAGivenLengthAndStaysAtTheSmallestRate() {
            SimulatedRun run = schedule("cosine")
                    .option("lr-schedule.total", 2)
                    .option("lr-schedule.min-lr", 0.2)
                    .run();

            assertRates(run, 0.8, 0.8, 0.5, 0.5, 0.2, 0.2, 0.2, 0.2);
        }

        @Test
        void warmsUpByEpochsAndThenFollowsTheSchedule() {
            SimulatedRun run =
                    schedule("cosine").option("lr-schedule.warmup-epochs", 2).run();

            assertRates(run, 0.8 / 3, 0.8 / 3, 1.6 / 3, 1.6 / 3, 0.8, 0.8, 0.4, 0.4);
        }

        @Test
        void warmsUpToTheEndOfARunThatWasCutShort() {
            SimulatedRun run =
                    schedule("cosine").option("lr-schedule.warmup-epochs", 7).run();

            assertRates(run, 0.1, 0.1, 0.2, 0.2, 0.3, 0.3, 0.4, 0.4);
        }

        @Test
        void warmsUpBySteps() {
            SimulatedRun run = schedule("constant")
                    .option("lr-schedule.by", "step")
                    .option("lr-schedule.warmup-steps", 3)
                    .run();

            assertRates(run, 0.2, 0.4, 0.6, 0.8, 0.8, 0.8, 0.8, 0.8);
        }

        @Test
        void warmsUpForTheStepsOfSoManyEpochs() {
            SimulatedRun run = schedule("constant")
                    .option("lr-schedule.by", "step")
                    .option("lr-schedule.warmup-epochs", 1)
                    .run();

            assertRates(run, 0.8 / 3, 1.6 / 3, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8);
        }

        @Test
        void startsFromTheBaseRateThatIsGiven() {
            SimulatedRun run =
                    schedule("constant").option("lr-schedule.lr", 0.1).run();

            assertRates(run, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1);
        }
    }

    @Test
    void eachChangeIsADecisionWithAReason() {
        SimulatedRun run = schedule("step").option("lr-schedule.step-size", 3).run();

        assertThat(run.decisionsOf("lr-schedule")).singleElement().satisfies(decision -> {
            assertThat(decision.kind()).isEqualTo(Decision.Kind.LEARNING_RATE);
            assertThat(decision.reason()).startsWith("step schedule at epoch 4");
            assertThat(decision.epoch()).isEqualTo(3);
        });
    }

    /** Halves the rate at the end of each epoch from the third on. */
    @Plugin(value = "halving", after = "lr-schedule")
    static final class Halving {
        @OnEpochEnd(from = 3)
        void halve(LearningRate rate) {
            rate.set(rate.get() / 2);
        }
    }

    @Nested
    class BesideAnotherThatSetsTheRateAndIsOrderedAfterIt {

        @Test
        void leavesTheRateToItWhileItStandsStill() {
            SimulatedRun run = schedule("constant")
                    .option("lr-schedule.warmup-epochs", 1)
                    .attach(new Halving())
                    .run();

            assertRates(run, 0.4, 0.4, 0.8, 0.8, 0.8, 0.8, 0.4, 0.4);
        }

        @Test
        void takesItBackWhenTheScheduleMoves() {
            SimulatedRun run = schedule("step")
                    .option("lr-schedule.step-size", 3)
                    .attach(new Halving())
                    .run();

            assertRates(run, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8, 0.08, 0.08);
        }
    }

    @Nested
    class IsRefused {

        @Test
        void aStepWithoutASize() {
            assertFails(schedule("step"), "step-size");
        }

        @Test
        void aWarmUpThatTakesAllOfTheTotal() {
            assertFails(
                    schedule("cosine").option("lr-schedule.total", 3).option("lr-schedule.warmup-epochs", 3),
                    "warm-up of 3 epochs leaves nothing of a total of 3");
        }

        @Test
        void aSmallestRateAboveTheBaseRate() {
            assertFails(schedule("cosine").option("lr-schedule.min-lr", 0.9), "min-lr is 0.9");
        }

        @Test
        void anEngineWithoutALearningRate() {
            Simulation simulation = Simulation.epochs(1).attach(new LearningRateSchedule());

            assertThatThrownBy(simulation::run)
                    .hasMessageContaining("lr-schedule")
                    .hasMessageContaining("LearningRate")
                    .hasMessageContaining("simulation");
        }

        /** Somebody else's rule for plateaus. */
        static final class Plateau {
            @OnEpochEnd
            void reduce(LearningRate rate) {
                rate.set(rate.get() / 10);
            }
        }

        @Test
        void aSecondOneThatSetsTheRate() {
            Simulation simulation = schedule("cosine").attach(new Plateau());

            assertThatThrownBy(simulation::run)
                    .hasMessageContaining("lr-schedule")
                    .hasMessageContaining("plateau");
        }

        private void assertFails(Simulation simulation, String message) {
            SimulatedRun run = simulation.runAndFail();

            assertThat(run.failure()).hasMessageContaining(message);
            assertThat(run.learningRates()).isEmpty();
        }
    }
}
