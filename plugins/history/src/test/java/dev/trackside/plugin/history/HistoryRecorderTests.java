package dev.trackside.plugin.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.RunFiles;
import dev.trackside.plugin.history.RecordedEvent.Kind;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryRecorderTests {

    private static final double AWKWARD = 0.1 + 0.2;

    @TempDir
    Path folder;

    private Path db;
    private Simulation simulation;

    /** Stops at the second epoch, and hands in a table at the end. */
    static final class StopsAndHandsIn {
        @OnEpochEnd(at = 2)
        Control stop() {
            return Control.stop("\"enough\"\nit is");
        }

        @OnTrainEnd
        void handIn(RunFiles files) {
            files.table("numbers", List.of("one"), List.of(List.of(1)));
        }
    }

    @BeforeEach
    void prepare() {
        db = folder.resolve("a ? b").resolve("history.db");
        simulation = Simulation.epochs(3)
                .batches(2)
                .validationBatches(2)
                .examplesPerBatch(4)
                .secondsPerBatch(0.5)
                .metric("loss", (epoch, batch) -> epoch == 1 ? Double.NaN : AWKWARD + epoch + batch)
                .metric("val_loss", 1, Double.NEGATIVE_INFINITY, 1e-300)
                .folder(folder)
                .attach(new HistoryRecorder())
                .option("history.file", db);
    }

    private static List<RecordedEvent> events(RecordedRun run) {
        try (Stream<RecordedEvent> events = run.events()) {
            return events.toList();
        }
    }

    @Test
    void oneMetricOfBatchesReads() {
        simulation
                .metric("accuracy", (epoch, batch) -> epoch == 1 ? Double.NaN : epoch + batch / 10.0)
                .run();

        try (History history = History.open(db)) {
            BatchValues values = history.run("last").ofBatches("accuracy");
            assertThat(IntStream.range(0, values.size())
                            .mapToObj(index ->
                                    values.epoch(index) + "/" + values.batch(index) + " " + values.value(index)))
                    .containsExactly("0/0 0.0", "0/1 0.1", "1/0 NaN", "1/1 NaN", "2/0 2.0", "2/1 2.1");
            assertThat(history.run("last").ofBatches("nothing").size()).isZero();
            assertThat(history.run("last").lastBatch())
                    .get()
                    .extracting(RecordedEvent::epoch, RecordedEvent::batch, RecordedEvent::step)
                    .containsExactly(2, 1, 6L);
        }
    }

    @Test
    void manyBatchesRead() {
        Simulation.epochs(2)
                .batches(700)
                .metric("loss", (epoch, batch) -> epoch * 1_000.0 + batch)
                .folder(folder)
                .attach(new HistoryRecorder())
                .option("history.file", db)
                .run();

        try (History history = History.open(db)) {
            BatchValues values = history.run("last").ofBatches("loss");
            assertThat(values.size()).isEqualTo(1_400);
            assertThat(values.value(1_399)).isEqualTo(1_699);
        }
    }

    @Test
    void aRunWithoutBatchesHasNoLastOne() {
        simulation.option("history.every-batches", 0).run();

        try (History history = History.open(db)) {
            assertThat(history.run("last").lastBatch()).isEmpty();
            assertThat(history.run("last").ofBatches("loss").size()).isZero();
        }
    }

    @Test
    void eventsReadAsTheyCame() {
        SimulatedRun simulated = simulation.run();

        try (History history = History.open(db)) {
            RecordedRun run = history.run("last");
            assertThat(run.id()).isEqualTo(simulated.run().id());
            assertThat(run.outcome()).contains(Outcome.COMPLETED);
            assertThat(events(run).stream().limit(6))
                    .extracting(event -> event.kind() + " " + event.epoch() + "/" + event.batch() + " " + event.step())
                    .containsExactly(
                            "BATCH 0/0 1",
                            "BATCH 0/1 2",
                            "VALIDATION_BATCH 0/0 2",
                            "VALIDATION_BATCH 0/1 2",
                            "VALIDATION 0/-1 2",
                            "EPOCH 0/-1 2");
            assertThat(events(run)).hasSize(18);
            RecordedEvent second = events(run).get(1);
            assertThat(second.examples()).isEqualTo(4);
            assertThat(second.elapsedNanos()).isEqualTo(1_000_000_000L);
            assertThat(second.metrics()).isEqualTo(Map.of("loss", AWKWARD + 1));
        }
    }

    @Test
    void numbersAreTheVerySame() {
        simulation.run();

        try (History history = History.open(db)) {
            List<RecordedEvent> epochs = events(history.run("last")).stream()
                    .filter(event -> event.kind() == Kind.EPOCH)
                    .toList();
            assertThat(epochs.get(1).metrics())
                    .containsEntry("loss", Double.NaN)
                    .containsEntry("val_loss", Double.NEGATIVE_INFINITY);
            assertThat(epochs.get(2).metrics()).containsEntry("val_loss", 1e-300);
        }
    }

    @Test
    void decisionsAndArtifactsAreThoseOfTheRun() {
        SimulatedRun simulated =
                simulation.attach("stopper", new StopsAndHandsIn()).run();

        try (History history = History.open(db)) {
            RecordedRun run = history.run("last");
            assertThat(run.outcome()).contains(Outcome.STOPPED);
            assertThat(run.reason()).isEqualTo(simulated.reason());
            assertThat(run.decisions().toList()).isEqualTo(simulated.decisions());
            assertThat(run.artifacts()).singleElement().satisfies(artifact -> assertThat(artifact.text())
                    .contains("one\r\n1\r\n"));
            assertThat(run.callbacks())
                    .extracting(RecordedCallback::id)
                    .contains("history", "stopper", Simulation.RECORDER);
        }
    }

    /** Decides at each batch. */
    static final class SkipsAll {
        @OnBatchBegin
        Control skip(int epoch, int batch) {
            return Control.skipBatch("batch %d of epoch %d".formatted(batch, epoch));
        }
    }

    @Test
    void decisionsAreReadOneByOneBesideWhatElseIsRead() {
        SimulatedRun simulated = simulation.attach("skips", new SkipsAll()).run();

        try (History history = History.open(db)) {
            RecordedRun run = history.run("last");
            try (Stream<Decision> some = run.decisions()) {
                Iterator<Decision> decisions = some.iterator();
                List<Decision> read = new ArrayList<>(List.of(decisions.next()));
                assertThat(events(run)).hasSize(3 * (2 + 2 + 1 + 1));
                assertThat(run.decisions().count()).isEqualTo(6);
                decisions.forEachRemaining(read::add);
                assertThat(read).hasSize(6).isEqualTo(simulated.decisions());
            }
            try (Stream<Decision> first = run.decisions()) {
                assertThat(first.findFirst())
                        .isEqualTo(simulated.decisions().stream().findFirst());
            }
        }
    }

    @Test
    void aRunThatIsSilentForAMinuteIsLostThoughAProcessOfItsNumberIsThere() throws SQLException {
        simulation.run();
        Sql.run(db, "UPDATE sessions SET ended = NULL, closed = NULL, outcome = NULL");
        try (History history = History.open(db)) {
            assertThat(history.runs().get(0).state()).isEqualTo(RunState.RUNNING);
        }

        Sql.run(db, "UPDATE sessions SET seen = '2026-01-01T00:00:00.000000Z'");
        try (History history = History.open(db)) {
            assertThat(history.runs().get(0).state()).isEqualTo(RunState.LOST);
        }
    }

    @Test
    void aLostRunIsDeletedOnlyAfterAMinuteOfSilence() throws SQLException {
        simulation.run();
        Sql.run(
                db,
                "UPDATE sessions SET ended = NULL, closed = NULL, outcome = NULL, process_began = '2001-01-01T00:00:00.000000Z'");

        try (History history = History.open(db)) {
            RunOverview run = history.runs().get(0);
            assertThat(run.state()).isEqualTo(RunState.LOST);
            assertThatThrownBy(() -> history.delete(List.of(run.id())))
                    .hasMessageContaining("sign of life within the last minute");
            assertThat(history.runs()).hasSize(1);

            Sql.run(db, "UPDATE sessions SET seen = '2026-01-01T00:00:00.000000Z'");
            history.delete(List.of(run.id()));
            assertThat(history.runs()).isEmpty();
        }
    }
}
