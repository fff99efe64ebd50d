package dev.trackside.plugin.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Checkpoints;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvLogResumeTests {

    private static final Throwable KILLED = new IllegalStateException("killed");

    @TempDir
    Path runs;

    /** Saves the run after the first batch of the second epoch. */
    static final class SavesInTheMiddle {
        @OnBatchEnd
        void save(int epoch, int batch, Checkpoints checkpoints) {
            if (epoch == 1 && batch == 0) {
                checkpoints.request("last");
            }
        }
    }

    /** Saves the run after the first epoch. */
    static final class SavesTheFirstEpoch {
        @OnEpochEnd(at = 1)
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    private Simulation simulation(Object saves) {
        return Simulation.epochs(4)
                .batches(2)
                .metric("loss", (epoch, batch) -> epoch + 0.25 * batch)
                .metric("val_loss", 4, 3, 2, 1)
                .savesState()
                .folder(runs)
                .attach(new CsvLog())
                .attach("saves", saves)
                .option("csv.every-batches", 1);
    }

    private static List<String> places(SimulatedRun run) throws IOException {
        return Rfc4180.read(run.folder().resolve("batches.csv")).stream()
                .map(row -> row.get("epoch") + "/" + row.get("batch"))
                .toList();
    }

    private static List<Map<String, String>> epochs(SimulatedRun run) throws IOException {
        return Rfc4180.read(run.folder().resolve("metrics.csv"));
    }

    @Test
    void whatCameAfterTheCheckpointIsNotThereTwice() throws IOException {
        simulation(new SavesInTheMiddle()).failAt(3, 0, KILLED).runAndFail();

        SimulatedRun resumed = simulation(new SavesInTheMiddle()).resume("last").run();

        assertThat(places(resumed)).containsExactly("1/1", "1/2", "2/1", "2/2", "3/1", "3/2", "4/1", "4/2");
        assertThat(epochs(resumed)).extracting(row -> row.get("epoch")).containsExactly("1", "2", "3", "4");
        assertThat(epochs(resumed)).extracting(row -> row.get("val_loss")).containsExactly("4.0", "3.0", "2.0", "1.0");
    }

    @Test
    void theRowOfAnInterruptedEpochIsReplacedByThatOfTheWhole() throws IOException {
        simulation(new SavesTheFirstEpoch()).interruptAt(2, 0).run();

        SimulatedRun resumed =
                simulation(new SavesTheFirstEpoch()).resume("last").run();

        assertThat(epochs(resumed)).extracting(row -> row.get("step")).containsExactly("2", "4", "6", "8");
    }

    @Test
    void rowsOfWhatWasGivenUpAreGoneEvenIfTheResumedRunFailsAtOnce() throws IOException {
        simulation(new SavesTheFirstEpoch()).failAt(3, 0, KILLED).runAndFail();

        SimulatedRun resumed = simulation(new SavesTheFirstEpoch())
                .resume("last")
                .failAt(1, 0, KILLED)
                .runAndFail();

        assertThat(epochs(resumed)).extracting(row -> row.get("epoch")).containsExactly("1");
    }

    @Test
    void aLineThatAKilledProgramLeftIsCutOff() throws IOException {
        SimulatedRun killed =
                simulation(new SavesTheFirstEpoch()).failAt(2, 0, KILLED).runAndFail();
        Files.writeString(killed.folder().resolve("metrics.csv"), "3,4,2026-01", StandardOpenOption.APPEND);

        SimulatedRun resumed =
                simulation(new SavesTheFirstEpoch()).resume("last").run();

        assertThat(epochs(resumed)).extracting(row -> row.get("epoch")).containsExactly("1", "2", "3", "4");
    }

    @Test
    void aFileOfSomebodyElseStaysAsItIs() throws IOException {
        SimulatedRun killed =
                simulation(new SavesTheFirstEpoch()).failAt(2, 0, KILLED).runAndFail();
        Path file = killed.folder().resolve("metrics.csv");
        Files.writeString(file, "mine,not,yours\r\n1,2,3");

        assertThatThrownBy(() ->
                        simulation(new SavesTheFirstEpoch()).resume("last").run())
                .hasStackTraceContaining("is no table of this callback");
        assertThat(file).hasContent("mine,not,yours\r\n1,2,3");
    }
}
