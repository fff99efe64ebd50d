package dev.trackside.plugin.history.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoint;
import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryRecorder;
import dev.trackside.plugin.history.Sql;
import dev.trackside.plugin.history.database.Database;
import dev.trackside.plugin.history.database.Schema;
import dev.trackside.testkit.Simulation;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionRowsTests {

    @TempDir
    Path runs;

    @Test
    void aRunThatIsDeletedJustWhenItIsResumedBeginsAnew() throws Exception {
        Path db = runs.resolve("history.db");
        String id = Simulation.epochs(4)
                .batches(2)
                .metric("loss", (epoch, batch) -> epoch)
                .folder(runs)
                .attach(new HistoryRecorder())
                .option("history.file", db)
                .failAt(3, 0, new IllegalStateException("killed"))
                .runAndFail()
                .run()
                .id();
        Checkpoint from = new Checkpoint("last", "last.ckpt", "saves", "OnBatchEnd", 1, 2, Map.of(), Instant.EPOCH);

        try (Connection connection = Database.open(db, Schema.NEWEST);
                SessionRows rows = new SessionRows(connection)) {
            rows.write(new Entry.Began(
                    id, "simulation", "simulation", runs.resolve(id), Map.of(), List.of(), 4, 1, Instant.EPOCH));
            Sql.run(db, "PRAGMA foreign_keys = ON", "DELETE FROM runs");
            rows.write(new Entry.Resumed(from));
            rows.showLife();
        }

        assertThat(Sql.rows(
                        db, "SELECT r.id, s.number, s.epochs, s.resumed_step FROM runs r JOIN sessions s USING (run)"))
                .containsExactly(id + "|1|1|2");
        try (History history = History.open(db)) {
            Sql.run(db, "PRAGMA foreign_keys = OFF", "DELETE FROM sessions");
            assertThatThrownBy(() -> history.run(id)).hasMessageStartingWith("There is no run");
        }
    }
}
