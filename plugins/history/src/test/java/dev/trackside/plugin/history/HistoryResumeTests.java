package dev.trackside.plugin.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnResume;
import dev.trackside.OnStep;
import dev.trackside.Outcome;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryResumeTests {

    private static final Throwable KILLED = new IllegalStateException("killed");

    @TempDir
    Path runs;

    private Path db;

    /** Saves the run after the first batch of the second epoch. */
    static final class SavesInTheMiddle {
        @OnBatchEnd
        void save(int epoch, int batch, Checkpoints checkpoints) {
            if (epoch == 1 && batch == 0) {
                checkpoints.request("last");
            }
        }
    }

    /** Saves it after the first step of the second epoch, before that batch ends. */
    static final class SavesWithinABatch {
        @OnStep
        void save(long step, Checkpoints checkpoints) {
            if (step == 3) {
                checkpoints.request("last");
            }
        }
    }

    /** Saves the run after the third epoch. */
    static final class SavesTheThirdEpoch {
        @OnEpochEnd(at = 3)
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    /** Skips the second batch of each epoch. */
    static final class Skips {
        @OnBatchBegin
        Control skip(int batch) {
            return batch == 1 ? Control.skipBatch("the second") : Control.proceed();
        }
    }

    /** Fails the run at the end of the fourth epoch. */
    static final class FailsLater {
        @OnEpochEnd(at = 4)
        void fail() {
            throw new IllegalStateException("killed");
        }
    }

    /** Fails the run at the first batch of the second epoch that it sees. */
    static final class FailsInTheSecondEpoch {
        @OnBatchBegin
        void fail(int epoch) {
            if (epoch == 1) {
                throw new IllegalStateException("killed");
            }
        }
    }

    @BeforeEach
    void name() {
        db = runs.resolve("history.db");
    }

    private Simulation simulation(Object saves) {
        return Simulation.epochs(4)
                .batches(2)
                .secondsPerBatch(1)
                .metric("loss", (epoch, batch) -> epoch + 0.25 * batch)
                .metric("val_loss", 4, 3, 2, 1)
                .savesState()
                .folder(runs)
                .attach(new HistoryRecorder())
                .attach("saves", saves)
                .attach("skips", new Skips())
                .option("history.file", db);
    }

    private static List<RecordedEvent> events(RecordedRun run) {
        try (Stream<RecordedEvent> events = run.events()) {
            return events.toList();
        }
    }

    private void assertThatItReadsAsIfUnbroken() {
        simulation(new SavesTheThirdEpoch())
                .option("history.file", runs.resolve("unbroken.db"))
                .folder(runs.resolve("unbroken"))
                .run();
        try (History broken = History.open(db);
                History unbroken = History.open(runs.resolve("unbroken.db"))) {
            RecordedRun run = broken.run("last");
            RecordedRun expected = unbroken.run("last");
            assertThat(broken.runs()).hasSize(1);
            assertThat(run.sessions()).hasSize(2);
            assertThat(run.outcome()).contains(Outcome.COMPLETED);
            assertThat(events(run))
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("elapsedNanos", "metrics")
                    .isEqualTo(events(expected));
            assertThat(events(run))
                    .extracting(event -> event.metrics().get("loss"))
                    .isEqualTo(events(expected).stream()
                            .map(event -> event.metrics().get("loss"))
                            .toList());
            assertThat(events(run)).extracting(RecordedEvent::elapsedNanos).isSorted();
            assertThat(told(run)).isEqualTo(told(expected));
        }
    }

    private static List<String> told(RecordedRun run) {
        return run.decisions()
                .filter(decision -> decision.kind() != Decision.Kind.INTERRUPT)
                .map(decision -> "%s %s %s %d %d"
                        .formatted(
                                decision.callback(),
                                decision.kind(),
                                decision.event(),
                                decision.epoch(),
                                decision.step()))
                .toList();
    }

    @Test
    void afterACheckpointBetweenBatchesNothingIsThereTwice() {
        simulation(new SavesInTheMiddle()).failAt(3, 0, KILLED).runAndFail();

        simulation(new SavesInTheMiddle()).resume("last").run();

        assertThatItReadsAsIfUnbroken();
    }

    @Test
    void afterACheckpointWithinABatchNothingIsThereTwice() {
        simulation(new SavesWithinABatch()).failAt(3, 0, KILLED).runAndFail();

        simulation(new SavesWithinABatch()).resume("last").run();

        assertThatItReadsAsIfUnbroken();
    }

    @Test
    void afterACheckpointOfAnEpochNothingIsThereTwice() {
        simulation(new SavesTheThirdEpoch()).attach("zz", new FailsLater()).runAndFail();

        simulation(new SavesTheThirdEpoch()).resume("last").run();

        assertThatItReadsAsIfUnbroken();
    }

    @Test
    void afterAnInterruptInTheMiddleOfAnEpochTheEpochIsThereOnce() {
        simulation(new SavesInTheMiddle()).interruptAt(1, 0).run();

        simulation(new SavesInTheMiddle()).resume("last").run();

        assertThatItReadsAsIfUnbroken();
    }

    @Test
    void twoResumesOfOneCheckpointLeaveTheLastOne() {
        simulation(new SavesInTheMiddle()).failAt(3, 0, KILLED).runAndFail();
        simulation(new SavesNothing()).resume("last").failAt(2, 0, KILLED).runAndFail();
        simulation(new SavesNothing()).resume("last").run();

        try (History history = History.open(db)) {
            RecordedRun run = history.run("last");
            assertThat(run.sessions()).hasSize(3);
            assertThat(events(run))
                    .filteredOn(event -> event.kind() == RecordedEvent.Kind.BATCH)
                    .extracting(event -> event.epoch() + "/" + event.batch())
                    .containsExactly("0/0", "0/1", "1/0", "1/1", "2/0", "2/1", "3/0", "3/1");
        }
    }

    /** Saves the run again as soon as it goes on. */
    static final class SavesAtOnce {
        @OnResume
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    @Test
    void aCheckpointTakenAtAResumeIsWhereThatResumeBegan() throws SQLException {
        simulation(new SavesInTheMiddle()).failAt(3, 0, KILLED).runAndFail();
        simulation(new SavesAtOnce()).resume("last").failAt(2, 0, KILLED).runAndFail();
        assertThat(simulation(new SavesNothing())
                        .resume("last")
                        .failAt(2, 0, KILLED)
                        .runAndFail()
                        .failure())
                .hasMessage("killed");

        try (History history = History.open(db)) {
            RecordedRun run = history.run("last");
            assertThat(run.sessions()).hasSize(3);
            assertThat(events(run))
                    .extracting(event -> event.kind() + " " + event.epoch() + "/" + event.batch())
                    .startsWith("BATCH 0/0", "BATCH 0/1")
                    .contains("BATCH 1/0")
                    .doesNotContain("BATCH 2/0");
        }
        assertThat(Sql.rows(db, "SELECT resumed_event FROM sessions WHERE number = 3"))
                .containsExactly("OnResume");
    }

    @Test
    void aResumedRunHasTheEpochsOfItsCheckpointBeforeItsFirstOneEnds() {
        simulation(new SavesTheThirdEpoch()).attach("zz", new FailsLater()).runAndFail();
        simulation(new SavesNothing()).resume("last").failAt(3, 0, KILLED).runAndFail();
        simulation(new SavesInTheMiddle())
                .folder(runs.resolve("middle"))
                .option("history.file", runs.resolve("middle.db"))
                .failAt(3, 0, KILLED)
                .runAndFail();
        simulation(new SavesNothing())
                .folder(runs.resolve("middle"))
                .option("history.file", runs.resolve("middle.db"))
                .resume("last")
                .attach("zz", new FailsInTheSecondEpoch())
                .runAndFail();

        assertThat(epochsOf(db)).isEqualTo(3);
        assertThat(epochsOf(runs.resolve("middle.db"))).isEqualTo(1);
    }

    private static int epochsOf(Path history) {
        try (History open = History.open(history)) {
            return open.runs().get(0).epochs();
        }
    }

    /** Saves nothing. */
    static final class SavesNothing {
        @OnEpochEnd
        void nothing() {}
    }

    @Test
    void whatWasSupersededIsStillThereForWhoAsks() throws SQLException {
        simulation(new SavesInTheMiddle()).failAt(3, 0, KILLED).runAndFail();

        simulation(new SavesInTheMiddle()).resume("last").run();

        assertThat(
                        Sql.rows(
                                db,
                                "SELECT e.epoch_index, e.batch_index, s.number FROM events e JOIN sessions s ON s.session = e.superseded WHERE kind = 'batch'"))
                .containsExactly("1|1|2", "2|0|2", "2|1|2");
        assertThat(Sql.rows(db, "SELECT number, outcome, resumed_event, resumed_step FROM sessions"))
                .containsExactly("1|FAILED|null|null", "2|COMPLETED|OnBatchEnd|2");
    }

    @Test
    void aResumeOfARunThatTheHistoryDoesNotKnowBeginsThere() {
        simulation(new SavesInTheMiddle())
                .option("history.file", runs.resolve("other.db"))
                .failAt(3, 0, KILLED)
                .runAndFail();

        simulation(new SavesInTheMiddle()).resume("last").run();

        try (History history = History.open(db)) {
            RecordedRun run = history.run("last");
            assertThat(run.sessions()).singleElement().satisfies(session -> assertThat(session.resumedFrom())
                    .isPresent());
            assertThat(events(run).get(0).epoch()).isEqualTo(1);
            assertThat(events(run).get(0).batch()).isEqualTo(1);
        }
    }
}
