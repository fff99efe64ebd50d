package dev.trackside.plugin.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.plugin.history.database.Database;
import dev.trackside.plugin.history.database.Schema;
import dev.trackside.plugin.history.recording.HistoryWriter;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A disk that is slower than the training. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class HistoryQueueTests {

    private static final int BATCHES = HistoryWriter.CAPACITY + 1000;

    @TempDir
    Path folder;

    private final HistoryRecorder recorder = new HistoryRecorder(file -> {
        awaitWaiting();
        return Database.open(file, Schema.NEWEST);
    });

    /** The database opens only when the training waits for it. */
    private void awaitWaiting() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (recorder.waits() == 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    @Test
    void theTrainingWaitsNothingIsLostAndTheEndSaysSo() {
        Path db = folder.resolve("history.db");

        SimulatedRun run = Simulation.epochs(1)
                .batches(BATCHES)
                .metric("loss", (epoch, batch) -> batch)
                .folder(folder)
                .attach(recorder)
                .option("history.file", db)
                .run();

        assertThat(run.consoleLines())
                .anySatisfy(line -> assertThat(line).startsWith("history: the training has waited"));
        try (History history = History.open(db);
                Stream<RecordedEvent> batches = history.run("last").events(RecordedEvent.Kind.BATCH)) {
            assertThat(batches.map(RecordedEvent::batch)).hasSize(BATCHES).isSorted();
        }
    }
}
