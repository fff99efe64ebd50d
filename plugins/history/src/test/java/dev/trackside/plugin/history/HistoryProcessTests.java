package dev.trackside.plugin.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Outcome;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes: several that write at once, and one that is killed while it writes. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class HistoryProcessTests {

    @TempDir
    Path folder;

    private Path db;

    @BeforeEach
    void name() {
        db = folder.resolve("history.db");
    }

    private Process train(String name, int epochs, int batches, int micros) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path") + File.pathSeparator + ".",
                        TrainingProgram.class.getName(),
                        db.toString(),
                        folder.resolve("runs").toString(),
                        name,
                        String.valueOf(epochs),
                        String.valueOf(batches),
                        String.valueOf(micros))
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    private static List<RecordedEvent> batches(RecordedRun run) {
        try (Stream<RecordedEvent> events = run.events(RecordedEvent.Kind.BATCH)) {
            return events.toList();
        }
    }

    @Test
    void severalWriteAtOnceAndNothingIsLost() throws Exception {
        List<Process> processes = new ArrayList<>();
        List<String> names = List.of("one", "two", "three");
        for (String name : names) {
            processes.add(train(name, 3, 2000, 0));
        }
        for (int i = 0; i < names.size(); i++) {
            processes.get(i).getInputStream().readAllBytes();
            assertThat(processes.get(i).waitFor())
                    .as(Files.readString(folder.resolve(names.get(i) + ".err")))
                    .isZero();
        }

        try (History history = History.open(db)) {
            assertThat(history.runs()).extracting(RunOverview::name).containsExactlyInAnyOrderElementsOf(names);
            for (RunOverview overview : history.runs()) {
                RecordedRun run = history.run(overview.id());
                assertThat(run.outcome()).contains(Outcome.COMPLETED);
                List<RecordedEvent> batches = batches(run);
                assertThat(batches).extracting(RecordedEvent::step).isSorted().hasSize(6000);
                assertThat(batches.get(5999).metrics()).containsEntry("loss", 1.0 / 6000);
            }
        }
        assertThat(Sql.rows(db, "PRAGMA integrity_check")).containsExactly("ok");
        assertThat(Sql.rows(db, "PRAGMA foreign_key_check")).isEmpty();
    }

    @Test
    void aKilledProcessLosesAtMostItsLastSecond() throws Exception {
        Process process = train("killed", 1000, 100, 500);
        List<String> printed = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                printed.add(line);
                if (printed.size() == 300) {
                    stateIs(RunState.RUNNING);
                    process.toHandle().destroyForcibly(); // the process itself would close what it has printed
                }
            }
        }
        assertThat(process.waitFor()).isNotZero();

        assertThat(Sql.rows(db, "PRAGMA integrity_check")).containsExactly("ok");
        stateIs(RunState.LOST);
        try (History history = History.open(db)) {
            RecordedRun run = history.run("last");
            assertThat(run.outcome()).isEmpty();
            assertThat(run.ended()).isEmpty();
            List<RecordedEvent> batches = batches(run);
            long recorded = batches.get(batches.size() - 1).step();
            assertThat(batches).hasSize((int) recorded);
            long killed = time(printed.get(printed.size() - 1));
            List<String> lost = printed.stream()
                    .filter(line -> step(line) > recorded)
                    .filter(line -> time(line) < killed - 1000)
                    .toList();
            assertThat(lost).isEmpty();
        }
    }

    private void stateIs(RunState state) {
        try (History history = History.open(db)) {
            assertThat(history.run("last").state()).isEqualTo(state);
        }
    }

    private static long step(String line) {
        return Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private static long time(String line) {
        return Long.parseLong(line.substring(line.indexOf(' ') + 1));
    }

    @Test
    void aRunOfAnotherMachineIsLostAfterAMinuteOfSilence() throws SQLException, IOException, InterruptedException {
        Process process = train("elsewhere", 1, 10, 0);
        process.getInputStream().readAllBytes();
        process.waitFor();
        Sql.run(db, "UPDATE sessions SET ended = NULL, closed = NULL, outcome = NULL, host = 'elsewhere.example'");

        stateIs(RunState.RUNNING);
        Sql.run(db, "UPDATE sessions SET seen = '2026-01-01T00:00:00.000000Z'");
        stateIs(RunState.LOST);
    }
}
