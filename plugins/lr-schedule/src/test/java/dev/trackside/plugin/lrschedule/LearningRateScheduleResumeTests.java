package dev.trackside.plugin.lrschedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Checkpoints;
import dev.trackside.LearningRate;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import dev.trackside.Plugin;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningRateScheduleResumeTests {

    @TempDir
    Path runs;

    /** Saves the run after its fifth step, in the midst of an epoch. */
    static final class SaveAfterFiveSteps {
        @OnStep(at = 5)
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    private Simulation simulation(String by) {
        return Simulation.epochs(4)
                .batches(3)
                .learningRate(0.7)
                .savesState()
                .folder(runs)
                .attach(new LearningRateSchedule())
                .attach(new SaveAfterFiveSteps())
                .option("lr-schedule.by", by)
                .option("lr-schedule.warmup-epochs", 1)
                .option("lr-schedule.min-lr", 0.01);
    }

    @ParameterizedTest(name = "by {0}")
    @ValueSource(strings = {"epoch", "step"})
    void aResumedRunHasTheRatesOfOneThatWasNotInterruptedToTheLastBit(String by) {
        List<Double> whole = simulation(by).run().learningRates();

        List<Double> resumed = simulation(by).resume("last").run().learningRates();

        assertThat(resumed).isEqualTo(whole.subList(5, 12));
    }

    @Test
    void theBaseRateIsThatOfTheFirstBegin() {
        List<Double> whole = simulation("step").run().learningRates();

        SimulatedRun resumed =
                simulation("step").learningRate(0.05).resume("last").run();

        assertThat(resumed.learningRates()).isEqualTo(whole.subList(5, 12));
    }

    @Test
    void aNewScheduleHoldsFromTheNextBatchOn() {
        simulation("epoch").run();

        SimulatedRun resumed = simulation("epoch")
                .resume("last")
                .option("lr-schedule.type", "linear")
                .option("lr-schedule.end-factor", 1)
                .option("lr-schedule.warmup-epochs", 0)
                .run();

        assertThat(resumed.learningRates()).hasSize(7).containsOnly(0.7);
    }

    /** Divides the rate at the end of the first epoch, after the schedule. */
    @Plugin(value = "divide", after = "lr-schedule")
    static final class DivideOnce {
        @OnEpochEnd(at = 1)
        void divide(LearningRate rate) {
            rate.set(rate.get() / 10);
        }
    }

    @Test
    void aRateThatAnotherHasSetIsStillThereWhileTheScheduleStandsStill() {
        Simulation still = Simulation.epochs(4)
                .batches(3)
                .learningRate(0.7)
                .savesState()
                .folder(runs)
                .option("lr-schedule.type", "constant");
        still.attach(new LearningRateSchedule())
                .attach(new DivideOnce())
                .attach(new SaveAfterFiveSteps())
                .run();

        SimulatedRun resumed = still.attach(new LearningRateSchedule())
                .attach(new DivideOnce())
                .attach(new SaveAfterFiveSteps())
                .resume("last")
                .run();

        assertThat(resumed.learningRates()).hasSize(7).containsOnly(0.7 / 10);
    }
}
