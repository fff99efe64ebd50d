package dev.trackside.plugin.jsonl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLogResumeTests {

    private static final Throwable KILLED = new IllegalStateException("killed");

    @TempDir
    Path runs;

    /** Saves the run after the first batch of the second epoch, and stops epochs, which are decisions. */
    static final class SavesInTheMiddle {
        @OnBatchEnd
        void save(int epoch, int batch, Checkpoints checkpoints) {
            if (epoch == 1 && batch == 0) {
                checkpoints.request("last");
            }
        }
    }

    /** Skips all batches from the third epoch on, so that steps stand still. */
    static final class Skips {
        @OnBatchBegin
        Control skip(int epoch) {
            return epoch >= 2 ? Control.skipBatch("enough") : Control.proceed();
        }
    }

    /** Saves the run after the third epoch. */
    static final class SavesTheThirdEpoch {
        @OnEpochEnd(at = 3)
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
                .attach(new JsonLog())
                .attach("saves", saves)
                .option("jsonl.every-batches", 1);
    }

    private static List<JsonNode> lines(SimulatedRun run) throws IOException {
        return JsonLines.read(run.folder().resolve("events.jsonl"));
    }

    private static List<String> told(SimulatedRun run) throws IOException {
        return lines(run).stream().map(JsonLogResumeTests::told).toList();
    }

    private static String told(JsonNode line) {
        String event = line.get("event").textValue();
        return switch (event) {
            case "batch" -> line.get("epoch") + "/" + line.get("batch");
            case "epoch" -> "epoch " + line.get("epoch");
            default -> event;
        };
    }

    @Test
    void whatCameAfterTheCheckpointIsNotThereTwice() throws IOException {
        simulation(new SavesInTheMiddle()).failAt(3, 0, KILLED).runAndFail();

        SimulatedRun resumed = simulation(new SavesInTheMiddle()).resume("last").run();

        assertThat(told(resumed))
                .containsExactly(
                        "train_begin",
                        "1/1",
                        "1/2",
                        "epoch 1",
                        "2/1",
                        "checkpoint",
                        "train_begin",
                        "resume",
                        "2/2",
                        "epoch 2",
                        "3/1",
                        "3/2",
                        "epoch 3",
                        "4/1",
                        "4/2",
                        "epoch 4",
                        "train_end");
    }

    @Test
    void whereStepsStandStillNothingIsThereTwiceEither() throws IOException {
        simulation(new SavesTheThirdEpoch())
                .attach("skips", new Skips())
                .attach("zz-fails", new FailsLater())
                .runAndFail();

        SimulatedRun resumed = simulation(new SavesTheThirdEpoch())
                .attach("skips", new Skips())
                .resume("last")
                .run();

        assertThat(told(resumed).stream().filter(line -> line.matches("[34]/.|epoch [34]")))
                .containsExactly("3/1", "3/2", "epoch 3", "4/1", "4/2", "epoch 4");
    }

    /** Fails the run at the end of the fourth epoch. */
    static final class FailsLater {
        @OnEpochEnd(at = 4)
        void fail() {
            throw new IllegalStateException("killed");
        }
    }

    @Test
    void theInterruptStaysAndTheEpochIsToldAsAWhole() throws IOException {
        simulation(new SavesInTheMiddle()).interruptAt(1, 0).run();

        SimulatedRun resumed = simulation(new SavesInTheMiddle()).resume("last").run();

        assertThat(told(resumed).stream().filter(line -> line.startsWith("epoch")))
                .containsExactly("epoch 1", "epoch 2", "epoch 3", "epoch 4");
        assertThat(lines(resumed))
                .filteredOn(line -> line.get("event").textValue().equals("train_end"))
                .extracting(line -> line.get("outcome").textValue())
                .containsExactly("interrupted", "completed");
    }

    @Test
    void aLineThatAKilledProgramLeftIsCutOff() throws IOException {
        SimulatedRun killed =
                simulation(new SavesInTheMiddle()).failAt(2, 0, KILLED).runAndFail();
        Files.writeString(killed.folder().resolve("events.jsonl"), "{\"event\":\"epo", StandardOpenOption.APPEND);

        SimulatedRun resumed = simulation(new SavesInTheMiddle()).resume("last").run();

        assertThat(told(resumed)).contains("epoch 4");
    }

    @Test
    void aFileOfSomebodyElseStaysAsItIs() throws IOException {
        SimulatedRun killed =
                simulation(new SavesInTheMiddle()).failAt(2, 0, KILLED).runAndFail();
        Path file = killed.folder().resolve("events.jsonl");
        Files.writeString(file, "not ours");

        assertThatThrownBy(
                        () -> simulation(new SavesInTheMiddle()).resume("last").run())
                .hasStackTraceContaining("is none of this callback");
        assertThat(file).hasContent("not ours");
    }
}
