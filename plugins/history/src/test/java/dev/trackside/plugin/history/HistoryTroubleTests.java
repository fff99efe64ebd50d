package dev.trackside.plugin.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Decision;
import dev.trackside.OnBatchBegin;
import dev.trackside.Outcome;
import dev.trackside.plugin.history.database.Database;
import dev.trackside.plugin.history.database.Schema;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that cannot be written: the plugin is detached in words, the run goes on, and the file stays as it is. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class HistoryTroubleTests {

    @TempDir
    Path folder;

    private Path db;

    /** Waits in an epoch until the writer has met its trouble, so that the next event tells it. */
    static final class WaitsForTrouble {
        private final HistoryRecorder recorder;
        private final int in;

        WaitsForTrouble(HistoryRecorder recorder, int in) {
            this.recorder = recorder;
            this.in = in;
        }

        @OnBatchBegin(at = 2)
        void await(int epoch) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (epoch == in && !recorder.isInTrouble() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }

    @BeforeEach
    void name() {
        db = folder.resolve("history.db");
    }

    private Simulation simulation(HistoryRecorder recorder, int batches, int waitsIn) {
        return Simulation.epochs(2)
                .batches(batches)
                .metric("loss", (epoch, batch) -> epoch)
                .folder(folder.resolve("runs"))
                .attach(recorder)
                .attach("waits", new WaitsForTrouble(recorder, waitsIn))
                .option("history.file", db)
                .option("history.on-failure", "detach");
    }

    private String detachedWith(HistoryRecorder recorder) {
        return detached(simulation(recorder, 3, 0));
    }

    private static String detached(Simulation simulation) {
        SimulatedRun run = simulation.run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.epochsTrained()).isEqualTo(2);
        List<Decision> decisions = run.decisionsOf("history");
        assertThat(decisions).singleElement().satisfies(decision -> assertThat(decision.kind())
                .isEqualTo(Decision.Kind.DETACH));
        return decisions.get(0).reason();
    }

    private void assertThatItStays(byte[] bytes) throws IOException {
        assertThat(Files.readAllBytes(db)).isEqualTo(bytes);
        assertThat(folder.resolve("history.db-wal")).doesNotExist();
    }

    private byte[] damagedHistory(long from, int length) throws IOException {
        Simulation.epochs(50)
                .metric("loss", (epoch, batch) -> epoch)
                .folder(folder.resolve("before"))
                .attach(new HistoryRecorder())
                .option("history.file", db)
                .run();
        byte[] nonsense = new byte[length];
        new Random(3).nextBytes(nonsense);
        try (RandomAccessFile file = new RandomAccessFile(db.toFile(), "rw")) {
            file.seek(from);
            file.write(nonsense);
        }
        return Files.readAllBytes(db);
    }

    @Test
    void aFileThatIsNoDatabase() throws IOException {
        byte[] bytes = "name,value\na,1\n".repeat(100).getBytes(StandardCharsets.UTF_8);
        Files.write(db, bytes);

        assertThat(detachedWith(new HistoryRecorder()))
                .contains(db + " is no SQLite database", "It stays as it is", "plugins.history.file");
        assertThatItStays(bytes);
        assertThatThrownBy(() -> History.open(db)).hasMessageContaining("is no SQLite database");
    }

    @Test
    void aDatabaseOfAnotherProgram() throws Exception {
        Sql.run(db, "CREATE TABLE runs (id TEXT)", "INSERT INTO runs VALUES ('mine')");
        byte[] bytes = Files.readAllBytes(db);

        assertThat(detachedWith(new HistoryRecorder()))
                .contains("is a database of another program", "plugins.history.file");
        assertThatItStays(bytes);
        assertThatThrownBy(() -> History.open(db)).hasMessageContaining("of another program");
    }

    @Test
    void aHistoryOfANewerVersion() throws Exception {
        Database.open(db, Schema.NEWEST).close();
        Sql.run(db, "PRAGMA journal_mode = DELETE", "PRAGMA user_version = 99");
        byte[] bytes = Files.readAllBytes(db);

        assertThat(detachedWith(new HistoryRecorder())).contains("in version 99", "versions up to 1");
        assertThatItStays(bytes);
        assertThatThrownBy(() -> History.open(db)).hasMessageContaining("in version 99");
    }

    @Test
    void aDamagedDatabase() throws IOException {
        byte[] bytes = damagedHistory(100, 3000);

        assertThat(detachedWith(new HistoryRecorder())).contains(db + " is damaged", "It stays as it is", ".recover");
        assertThatItStays(bytes);
        assertThatThrownBy(() -> History.open(db)).hasMessageContaining("is damaged");
    }

    @Test
    void aFolderInPlaceOfTheFile() throws IOException {
        Files.createDirectories(db);

        assertThat(detachedWith(new HistoryRecorder())).contains(db + " is a folder");
    }

    @Test
    void aFolderThatCannotBeMade() throws IOException {
        db = Files.writeString(folder.resolve("file"), "in the way").resolve("history.db");

        assertThat(detachedWith(new HistoryRecorder())).contains("The folder of " + db + " cannot be made or read");
    }

    @Test
    void aDatabaseThatMayNotBeWritten() {
        HistoryRecorder recorder = new HistoryRecorder(file -> setUp(file, "PRAGMA query_only = 1"));

        assertThat(detachedWith(recorder)).contains(db + " cannot be opened for writing", "Make its folder writable");
    }

    @Test
    void aFullDisk() throws SQLException {
        HistoryRecorder recorder = new HistoryRecorder(file -> setUp(file, "PRAGMA max_page_count = 1"));

        assertThat(detached(simulation(recorder, 5000, 1))).contains("The disk of " + db + " is full", "Make room");
        assertThat(Sql.rows(db, "PRAGMA integrity_check")).containsExactly("ok");
    }

    private static Connection setUp(Path file, String pragma) throws IOException, SQLException {
        Connection connection = Database.open(file, Schema.NEWEST);
        Database.execute(connection, pragma);
        return connection;
    }

    @Test
    void aTroubleThatOnlyTheEndOfTheRunMeetsIsToldOnTheConsole() throws IOException {
        Files.writeString(db, "not a database at all");

        SimulatedRun run = Simulation.epochs(1)
                .folder(folder.resolve("runs"))
                .attach(new HistoryRecorder())
                .option("history.file", db)
                .option("history.on-failure", "detach")
                .option("history.every-batches", 0)
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        if (run.decisionsOf("history").isEmpty()) { // the trouble came later than the last event before train end
            assertThat(run.consoleLines())
                    .anySatisfy(line -> assertThat(line).startsWith("history: this run is not recorded"));
        }
    }

    @Test
    void theSameRunTwiceInOneFileIsRefused() {
        Simulation twice = Simulation.epochs(1)
                .attach(new HistoryRecorder())
                .attach("second", new HistoryRecorder())
                .option("history.file", db)
                .option("second.file", db);

        assertThatThrownBy(twice::run).hasStackTraceContaining("Another callback records this run");
    }

    @Test
    void anEmptyFileBecomesAHistory() throws IOException {
        Files.createFile(db);
        Simulation.epochs(1)
                .folder(folder.resolve("runs"))
                .attach(new HistoryRecorder())
                .option("history.file", db)
                .run();

        try (History history = History.open(db)) {
            assertThat(history.runs()).hasSize(1);
        }
    }

    @Test
    void whatIsDamagedIsTheSourceOfACopy() throws IOException {
        Path copy = folder.resolve("copy.db");
        Simulation.epochs(1)
                .folder(folder.resolve("runs"))
                .attach(new HistoryRecorder())
                .option("history.file", db)
                .run();
        try (History history = History.open(db)) {
            List<String> ids = history.runs().stream().map(RunOverview::id).toList();
            Files.writeString(db, "no database any more ".repeat(2000));

            assertThatThrownBy(() -> history.copy(ids, copy)).hasMessageContaining(db.toString());
        }
        assertThat(copy).doesNotExist();
    }
}
