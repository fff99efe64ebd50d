package com.example.stale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopWhenStaleTests {

    private static final Simulation STALE_FROM_THE_THIRD =
            Simulation.epochs(6).metric("val_loss", 1.0, 0.8, 0.9, Double.NaN, 0.8, 0.7);

    @Test
    void stopsAtTheCheckThatIsOneTooMany() {
        SimulatedRun run = STALE_FROM_THE_THIRD
                .attach(new StopWhenStale())
                .option("stop-when-stale.patience", 2)
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(run.reason()).contains("val_loss stale for 2 epochs");
        assertThat(run.epochsTrained()).isEqualTo(4);
        assertThat(run.events()).endsWith("OnEpochEnd 3", "OnDecision stop-when-stale STOP", "OnTrainEnd");
    }

    @Test
    void takesAnEpochWithoutValidationForNeitherBetterNorStale() {
        SimulatedRun run = STALE_FROM_THE_THIRD
                .absent("val_loss", 2, 3, 4)
                .attach(new StopWhenStale())
                .option("stop-when-stale.patience", 1)
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void countsOnAfterAResume(@TempDir Path runs) {
        Simulation simulation = STALE_FROM_THE_THIRD.savesState().folder(runs).option("stop-when-stale.patience", 3);

        simulation
                .attach(new StopWhenStale())
                .attach(new SaveEachEpoch())
                .failAt(4, 0, new IllegalStateException("the machine was switched off"))
                .runAndFail();
        SimulatedRun resumed = simulation
                .attach(new StopWhenStale())
                .attach(new SaveEachEpoch())
                .resume("last")
                .run();

        assertThat(resumed.events()).startsWith("OnTrainBegin", "OnResume last", "OnEpochBegin 4");
        assertThat(resumed.epochsTrained()).isEqualTo(5);
        assertThat(resumed.reason()).contains("val_loss stale for 3 epochs");
    }

    /** What the checkpoint plugin does, in one line. */
    static final class SaveEachEpoch {

        @OnEpochEnd
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    @Test
    void doesNotCountTheFirstCheck() {
        StopWhenStale callback = new StopWhenStale();
        callback.patience = 1;

        assertThat(callback.check(0.5)).isEqualTo(Control.proceed());
        assertThat(callback.check(0.5).kind()).isEqualTo(Control.Kind.STOP);
    }
}
