package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.Run;
import dev.trackside.runtime.checkpoint.CheckpointReader;
import dev.trackside.runtime.lineage.PluginSet;
import dev.trackside.runtime.lineage.RunRecord;
import dev.trackside.spi.EngineState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A checkpoint says which callbacks saw its run, and a resumed run says what is other. */
class ResumedPluginSetTests {

    static final class Patient {
        @Option
        int patience = 3;

        @OnEpochEnd
        void hear() {}
    }

    static final class Other {
        @OnEpochEnd
        void hear() {}
    }

    @TempDir
    Path runs;

    private RunBuilder run() {
        ToyModel model = new ToyModel();
        return Trackside.run("test")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", runs)
                .epochs(2)
                .offers(EngineState.class, model)
                .attach("saver", new Saver(3));
    }

    private static RunResult train(RunBuilder builder) {
        return builder.train(loop -> {
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<Integer> batch : epoch.batches(List.of(1, 2))) {
                    batch.record("loss", 1);
                }
            }
        });
    }

    @Test
    void theCheckpointHasTheSet() throws IOException {
        train(run().attach("stop", new Patient()).option("stop.patience", 4));

        PluginSet set = PluginSet.of(
                CheckpointReader.find("last", runs, "test").data().run().get("plugins"));

        assertThat(set.attached()).extracting(PluginSet.Attached::id).containsExactly("saver", "stop");
        assertThat(set.attached().get(1).type()).isEqualTo(Patient.class.getName());
        assertThat(set.attached().get(1).options()).containsEntry("patience", "4");
    }

    @Test
    void eachDifferenceIsALine() throws IOException {
        train(run().attach("stop", new Patient()).attach("gone", new Other()));

        try (LogLines log = LogLines.open()) {
            train(run().attach("stop", new Patient())
                    .option("stop.patience", 9)
                    .attach("come", new Other())
                    .resume("last"));

            assertThat(log.lines().stream().filter(line -> line.contains("since the checkpoint")))
                    .containsExactlyInAnyOrder(
                            "INFO since the checkpoint: stop: other options, patience = 3 then and 9 now.",
                            "INFO since the checkpoint: removed: gone (report, from code).",
                            "INFO since the checkpoint: added: come (report, from code).");
        }
    }

    /** Has a helper of its own, as tensorboard has one for batches. */
    static final class Host {
        @OnTrainBegin
        void begin(Run run) {
            run.attach("helper", new Other());
        }
    }

    @Test
    void whoWasAttachedWhileTheRunWentOnIsNotMissed() throws IOException {
        train(run().attach("host", new Host()));

        try (LogLines log = LogLines.open()) {
            train(run().attach("host", new Host()).resume("last"));

            assertThat(log.lines()).noneMatch(line -> line.contains("since the checkpoint"));
        }
    }

    @Test
    void anotherClassUnderAnIdIsWarnedOf() throws IOException {
        train(run().attach("same-id", new Patient()));

        try (LogLines log = LogLines.open()) {
            train(run().attach("same-id", new Other()).resume("last"));

            assertThat(log.warnings())
                    .anyMatch(line -> line.contains("same-id: other class, ") && line.contains("Patient then"));
        }
    }

    @Test
    void theRecordHasASessionForEachStart() throws IOException {
        train(run());
        RunResult second = train(run().epochs(3).resume("last"));

        RunRecord record = RunRecord.read(second.folder().resolve(RunRecord.FILE));

        assertThat(record.sessions()).hasSize(2);
        assertThat(record.sessions().get(0).resumedFrom()).isNull();
        assertThat(record.sessions().get(0).epochs()).isEqualTo(2);
        assertThat(record.last().resumedFrom()).endsWith("last.ckpt");
        assertThat(record.last().epochs()).isEqualTo(3);
    }
}
