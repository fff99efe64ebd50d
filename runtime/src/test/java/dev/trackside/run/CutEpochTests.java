package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An epoch that a stop has cut short has had its end, so a resume does not go on with it, and says so. */
class CutEpochTests {

    /** Five batches an epoch. */
    private record Five() implements Engine {

        @Override
        public String name() {
            return "five";
        }

        @Override
        public OptionalInt batchesPerEpoch() {
            return OptionalInt.of(5);
        }

        @Override
        public void train(TrainingLoop loop) {
            while (loop.nextEpoch()) {
                for (int batch = 0; batch < 5 && loop.beginBatch(1) == TrainingLoop.Go.RUN; batch++) {
                    loop.step();
                    loop.endBatch();
                }
                loop.endEpoch();
            }
        }
    }

    static final class StopsAndSaves {
        private final int atBatch;

        StopsAndSaves(int atBatch) {
            this.atBatch = atBatch;
        }

        @OnBatchEnd
        Control stop(int batch) {
            return batch + 1 == atBatch ? Control.stop("enough") : Control.proceed();
        }

        @OnEpochEnd
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    @TempDir
    Path runs;

    private RunBuilder run() {
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", runs)
                .epochs(2)
                .offers(EngineState.class, new ToyModel());
    }

    private List<String> resumedAfterStopAt(int batch) {
        run().attach("it", new StopsAndSaves(batch)).train(new Five());
        try (LogLines lines = LogLines.open()) {
            run().attach("it", new StopsAndSaves(0)).resume("last").train(new Five());
            return lines.lines();
        }
    }

    @Test
    void isNamedWithWhatItLacks() {
        assertThat(resumedAfterStopAt(2))
                .contains(
                        "WARN Epoch 1 was ended after 2 of 5 batches. The rest of it is not made up for: epoch 2 comes next.");
    }

    @Test
    void isNoneIfItsLastBatchWasTheStop() {
        assertThat(resumedAfterStopAt(5)).noneMatch(line -> line.contains("was ended after"));
    }
}
