package dev.trackside.plugin.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Control;
import dev.trackside.OnEpochEnd;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What other people's tools find in the file: plain SQL, and the examples of docs/plugins/history.md. */
class HistorySqlTests {

    @TempDir
    Path folder;

    private Path db;
    private SimulatedRun run;

    /** Stops at the second epoch. */
    static final class Stops {
        @OnEpochEnd(at = 2)
        Control stop() {
            return Control.stop("enough");
        }
    }

    @BeforeEach
    void train() {
        db = folder.resolve("history.db");
        run = Simulation.epochs(3)
                .batches(2)
                .secondsPerBatch(0.5)
                .metric("loss", (epoch, batch) -> epoch == 1 ? Double.NaN : 1 + epoch + 0.5 * batch)
                .metric("val_loss", 1, Double.POSITIVE_INFINITY, 2)
                .absent("val_loss", 2)
                .seed(7)
                .folder(folder)
                .attach("stops", new Stops())
                .attach(new HistoryRecorder())
                .option("history.file", db)
                .run();
    }

    @Test
    void isInWalModeAndSound() throws SQLException {
        assertThat(Sql.rows(db, "PRAGMA journal_mode")).containsExactly("wal");
        assertThat(Sql.rows(db, "PRAGMA integrity_check")).containsExactly("ok");
        assertThat(Sql.rows(db, "PRAGMA foreign_key_check")).isEmpty();
        assertThat(Sql.rows(db, "PRAGMA user_version")).containsExactly("1");
    }

    @Test
    void aRunHasARowInTheOverview() throws SQLException {
        assertThat(
                        Sql.rows(
                                db,
                                "SELECT id, name, engine, state, reason, began, ended, epochs, steps, seconds, sessions, seed FROM runs_overview"))
                .containsExactly(
                        run.run().id()
                                + "|simulation|simulation|stopped|enough|2026-01-01T00:00:00.000000Z|2026-01-01T00:00:03.000000Z|2|4|3.0|1|7");
    }

    @Test
    void nanIsNullInfinityIsKeptAndWhatIsAbsentHasNoRow() throws SQLException {
        assertThat(Sql.rows(db, "SELECT epoch, metric, value FROM epoch_metrics WHERE metric IN ('loss', 'val_loss')"))
                .containsExactlyInAnyOrder("1|loss|1.25", "1|val_loss|1.0", "2|loss|null", "2|val_loss|Infinity");
    }

    @Test
    void batchesHaveTheirOwnValues() throws SQLException {
        assertThat(Sql.rows(
                        db,
                        "SELECT epoch, batch, step, seconds, value FROM batch_metrics WHERE metric = 'loss' LIMIT 2"))
                .containsExactly("1|1|1|0.5|1.0", "1|2|2|1.0|1.5");
    }

    @Test
    void decisionsTellWhoWhyAndOnWhichValues() throws SQLException {
        assertThat(
                        Sql.rows(
                                db,
                                "SELECT epoch, step, event, callback, kind, effect, reason FROM run_decisions WHERE callback = 'stops'"))
                .containsExactly("2|4|OnEpochEnd|stops|STOP|TAKEN|enough");
        assertThat(
                        Sql.rows(
                                db,
                                "SELECT m.name, v.value FROM decision_values v JOIN metrics m USING (metric) WHERE m.name LIKE '%loss'"))
                .containsExactlyInAnyOrder("loss|null", "val_loss|Infinity");
    }

    @Test
    void theLastMetricsAreThoseOfTheLastEpoch() throws SQLException {
        assertThat(Sql.rows(db, "SELECT metric, epoch, value FROM last_metrics WHERE metric = 'val_loss'"))
                .containsExactly("val_loss|2|Infinity");
    }

    @Test
    void optionsAndMachineAreThere() throws SQLException {
        assertThat(
                        Sql.rows(
                                db,
                                "SELECT o.value FROM options o JOIN callbacks c USING (callback) WHERE c.id = 'history' AND o.name = 'file'"))
                .containsExactly(db.toString());
        assertThat(Sql.rows(db, "SELECT name FROM environment ORDER BY position"))
                .contains("java", "vm", "os", "host", "cpus", "memory", "max-heap", "directory");
    }

    @Test
    void theExamplesOfThePageAreRight() throws SQLException, IOException {
        String page = Files.readString(Path.of("../../docs/plugins/history.md"));
        String examples = page.substring(page.indexOf("```sql") + 6, page.indexOf("```", page.indexOf("```sql") + 6))
                .replace("digits-20260101-191105", run.run().id());

        List<String> queries = Arrays.stream(examples.split(";"))
                .filter(query -> !query.isBlank())
                .toList();
        assertThat(queries).hasSize(4);
        assertThat(Sql.rows(db, queries.get(0))).containsExactly(run.run().id() + "|Infinity");
        assertThat(Sql.rows(db, queries.get(1))).containsExactly("1|1.25|1.0", "2|null|Infinity");
        assertThat(Sql.rows(db, queries.get(2))).containsExactly(run.run().id() + "|2|stops|enough");
        assertThat(Sql.rows(db, queries.get(3))).isEmpty();
    }
}
