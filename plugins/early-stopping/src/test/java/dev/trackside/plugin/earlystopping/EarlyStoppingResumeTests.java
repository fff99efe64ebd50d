package dev.trackside.plugin.earlystopping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Checkpoints;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Epoch 2 is the best, epochs 3 and 4 are stale, then the run is resumed. */
class EarlyStoppingResumeTests {

    private static final double[] LOSSES = {1.0, 0.5, 0.7, 0.6, 0.8, 0.8, 0.1};

    @TempDir
    Path runs;

    /** Saves the run at the end of each epoch. */
    static final class SaveEachEpoch {
        @OnEpochEnd
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    private Simulation simulation(int epochs) {
        return Simulation.epochs(epochs)
                .metric("val_loss", LOSSES)
                .weights(1)
                .savesState()
                .folder(runs)
                .attach(new EarlyStopping())
                .attach(new SaveEachEpoch());
    }

    @Test
    void theCountOfStaleChecksGoesOn() {
        simulation(4).option("early-stopping.patience", 3).run();

        SimulatedRun resumed = simulation(7)
                .resume("last")
                .option("early-stopping.patience", 3)
                .run();

        assertThat(resumed.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(resumed.reason()).hasValue("val_loss has not improved for 3 checks; the best was 0.5000 at epoch 2");
    }

    @Test
    void aNewPatienceHolds() {
        simulation(4).option("early-stopping.patience", 3).run();

        SimulatedRun resumed = simulation(7)
                .resume("last")
                .option("early-stopping.patience", 5)
                .run();

        assertThat(resumed.outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void weightsFromBeforeAreRestored() {
        simulation(4).option("early-stopping.patience", 9).run();

        SimulatedRun resumed = simulation(6)
                .resume("last")
                .option("early-stopping.patience", 9)
                .run();

        assertThat(resumed.finalWeights()).containsExactly(2);
    }

    @Test
    void aRunThatItHadStoppedStopsAgainAtTheNextStaleCheck() {
        SimulatedRun stopped =
                simulation(7).option("early-stopping.patience", 2).run();
        assertThat(stopped.epochsTrained()).isEqualTo(4);

        SimulatedRun resumed = simulation(7)
                .resume("last")
                .option("early-stopping.patience", 2)
                .run();

        assertThat(resumed.reason()).hasValue("val_loss has not improved for 3 checks; the best was 0.5000 at epoch 2");
    }
}
