package dev.trackside.plugin.stopafter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoints;
import dev.trackside.Decision;
import dev.trackside.OnBatchEnd;
import dev.trackside.Outcome;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import dev.trackside.testkit.TestClock;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopAfterTests {

    /** Four epochs of three batches and one of validation, each ten seconds long. */
    private static Simulation simulation(String option, Object value) {
        return Simulation.epochs(4)
                .batches(3)
                .metric("val_loss", 4, 3, 2, 1)
                .secondsPerBatch(10)
                .attach(new StopAfter())
                .option("stop-after." + option, value);
    }

    @Nested
    class StopsARun {

        @ParameterizedTest(name = "after {1} {0}: {2} epochs, {3} batches, because {4}")
        @CsvSource({
            "epochs, 2, 2, 6, 2 epochs are done, EPOCHS",
            "batches, 4, 2, 4, 4 batches are done, BATCHES",
            "steps, 5, 2, 5, 5 steps are done, STEPS",
            "time, 50s, 2, 4, '50s have passed, and its time is 50s', TIME",
            "time, 65s, 2, 6, '1m 10s have passed, and its time is 1m 5s', TIME",
        })
        void whenItHasGoneFarEnough(
                String option, String value, int epochs, long batches, String reason, String cause) {
            SimulatedRun run = simulation(option, value).run();

            assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(run.reason()).hasValue(reason);
            assertThat(run.summary().batches()).isEqualTo(batches);
            assertThat(run.epochsTrained()).isEqualTo(epochs);
            assertThat(run.decisionsOf("stop-after"))
                    .first()
                    .extracting(Decision::cause)
                    .asString()
                    .contains(cause);
        }

        @Test
        void atATimeOfDay() {
            LocalTime soon = LocalTime.ofInstant(TestClock.START.plusSeconds(55), ZoneOffset.UTC);

            SimulatedRun run = simulation("at", soon.toString())
                    .option("stop-after.zone", "UTC")
                    .run();

            assertThat(run.reason()).hasValue("it is " + soon);
            assertThat(run.summary().batches()).isEqualTo(5);
        }

        @Test
        void notAtATimeOfDayThatIsTomorrow() {
            LocalTime before = LocalTime.ofInstant(TestClock.START.minusSeconds(1), ZoneOffset.UTC);

            SimulatedRun run = simulation("at", before.toString())
                    .option("stop-after.zone", "UTC")
                    .run();

            assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        }

        @Test
        void atTheFirstLimitOfSeveral() {
            SimulatedRun run =
                    simulation("epochs", 3).option("stop-after.steps", 4).run();

            assertThat(run.reason()).hasValue("4 steps are done");
        }

        @Test
        void onlyWhenTheRunMayStop() {
            SimulatedRun run = simulation("batches", 2).minEpochs(3).run();

            assertThat(run.epochsTrained()).isEqualTo(3);
            assertThat(run.decisionsOf("stop-after"))
                    .extracting(Decision::effect)
                    .startsWith(Decision.Effect.DEFERRED)
                    .endsWith(Decision.Effect.TAKEN);
        }

        @Test
        void afterItsValidationAndEpochEnd() {
            SimulatedRun run = simulation("batches", 1).run();

            assertThat(run.events())
                    .containsSubsequence("OnBatchEnd 0/0", "OnValidationEnd 0", "OnEpochEnd 0", "OnTrainEnd");
        }
    }

    @Nested
    class OnResume {

        @TempDir
        Path runs;

        static final class SaveEachBatch {
            @OnBatchEnd
            void save(Checkpoints checkpoints) {
                checkpoints.request("last");
            }
        }

        private Simulation resumable(String option, Object value) {
            return simulation(option, value).savesState().folder(runs).attach(new SaveEachBatch());
        }

        @ParameterizedTest(name = "{0} go on")
        @CsvSource({"batches, 4, 6, 6", "time, 50s, 70s, 5"}) // after 50 s the resumed run begins with the validation
        void countsAndTimeGoOn(String option, String first, String raised, long batches) {
            assertThat(resumable(option, first).run().summary().batches()).isEqualTo(4);

            SimulatedRun resumed = resumable(option, raised).resume("last").run();

            assertThat(resumed.summary().batches()).isEqualTo(batches);
        }
    }

    @Nested
    class Refuses {

        @Test
        void toHaveNoLimit() {
            SimulatedRun run = Simulation.epochs(1).attach(new StopAfter()).runAndFail();

            assertThat(run.failure()).hasMessageContaining("stop-after has no limit. Set one of epochs");
        }

        @ParameterizedTest(name = "{0}: {1}")
        @CsvSource({"at, noon, no time", "at, 25:00, no time", "time, 0s, longer than nothing"})
        void whatIsNoTime(String option, String value, String why) {
            SimulatedRun run = simulation(option, value).runAndFail();

            assertThat(run.failure())
                    .hasMessageContaining(value.equals("0s") ? "time" : value)
                    .hasMessageContaining(why);
            assertThat(run.events()).doesNotContain("OnEpochBegin 0");
        }

        @Test
        void aZoneThatIsNone() {
            SimulatedRun run = simulation("at", "17:30")
                    .option("stop-after.zone", "Mars/Olympus")
                    .runAndFail();

            assertThat(run.failure()).hasMessageContaining("Mars/Olympus").hasMessageContaining("Europe/Berlin");
        }

        @Test
        void zeroEpochs() {
            Simulation simulation = simulation("epochs", 0);

            assertThatThrownBy(simulation::run).hasMessageContaining("epochs");
        }
    }
}
