package dev.trackside.plugin.tensorboard;

import static dev.trackside.plugin.tensorboard.EventReader.readFolder;
import static dev.trackside.plugin.tensorboard.EventReader.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Checkpoints;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.plugin.tensorboard.proto.Event;
import dev.trackside.plugin.tensorboard.proto.SessionLog;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What TensorBoard shows of a run that was resumed: no step twice, none missing. */
class TensorBoardResumeTests {

    @TempDir
    Path folder;

    static final class SaveEpochs {
        @OnEpochEnd
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    static final class SaveAtStepSix {
        @OnBatchEnd
        void save(long step, Checkpoints checkpoints) {
            if (step == 6) {
                checkpoints.request("last");
            }
        }
    }

    static final class SaveAtTheEnd {
        @OnTrainEnd
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    private Simulation simulation(Object saver) {
        return Simulation.epochs(4)
                .batches(4)
                .metric("loss", (epoch, batch) -> epoch + batch * 0.125)
                .metric("val_loss", 4, 3, 2, 1)
                .savesState()
                .weights(2)
                .gradients(2)
                .option("tensorboard.histograms", 1)
                .folder(folder)
                .option("tensorboard.every", 1)
                .attach(saver)
                .attach(new TensorBoard());
    }

    @Test
    void afterACrashTheStepsGoOnFromTheLastEpochThatWasSaved() {
        SimulatedRun crashed = simulation(new SaveEpochs())
                .failAt(2, 2, new IllegalStateException("power"))
                .runAndFail();
        assertThat(shown(crashed, "train", "batch/loss")).endsWith(10L);

        SimulatedRun resumed = simulation(new SaveEpochs()).resume("last").run();

        assertThat(resumed.folder()).isEqualTo(crashed.folder());
        assertThat(shown(resumed, "train", "batch/loss")).isEqualTo(steps(1, 16));
        assertThat(shown(resumed, "train", "loss")).containsExactly(4L, 8L, 12L, 16L);
        assertThat(shown(resumed, "validation", "loss")).containsExactly(4L, 8L, 12L, 16L);
        assertThat(shown(resumed, "train", "gradients/weights")).containsExactly(1L, 5L, 9L, 13L);
        assertThat(shown(resumed, "train", "weights/weights")).containsExactly(4L, 8L, 12L, 16L);
        assertThat(restarts(resumed, "train")).containsExactly(0L, 9L);
    }

    @Test
    void afterACrashInMidEpochOnlyThePointOfTheSavedBatchIsGone() {
        simulation(new SaveAtStepSix())
                .failAt(1, 3, new IllegalStateException("power"))
                .runAndFail();

        SimulatedRun resumed = simulation(new SaveAtStepSix()).resume("last").run();

        assertThat(shown(resumed, "train", "batch/loss"))
                .containsExactlyElementsOf(
                        steps(1, 16).stream().filter(step -> step != 6).toList());
        assertThat(shown(resumed, "train", "loss")).containsExactly(4L, 8L, 12L, 16L);
    }

    @Test
    void anEpochThatAnInterruptCutShortIsNoPointOnceItHasGoneOn() {
        SimulatedRun interrupted =
                simulation(new SaveAtTheEnd()).interruptAt(1, 1).run();
        assertThat(shown(interrupted, "train", "loss")).containsExactly(4L, 6L);

        SimulatedRun resumed = simulation(new SaveAtTheEnd()).resume("last").run();

        assertThat(shown(resumed, "train", "loss")).containsExactly(4L, 8L, 12L, 16L);
        assertThat(shown(resumed, "validation", "loss")).containsExactly(4L, 8L, 12L, 16L);
    }

    @Test
    void newFilesAreReadAfterTheOldOnesWhateverTheClockSays() throws Exception {
        SimulatedRun crashed = simulation(new SaveEpochs())
                .failAt(2, 2, new IllegalStateException("power"))
                .runAndFail();
        Path old =
                EventReader.files(crashed.folder().resolve("tensorboard/train")).get(0);
        Path future = Files.move(old, old.resolveSibling("events.out.tfevents.4000000000.trackside"));

        SimulatedRun resumed = simulation(new SaveEpochs()).resume("last").run();

        assertThat(EventReader.files(resumed.folder().resolve("tensorboard/train")))
                .containsExactly(future, old.resolveSibling("events.out.tfevents.4000000001.trackside"));
        assertThat(shown(resumed, "train", "loss")).containsExactly(4L, 8L, 12L, 16L);
    }

    @Test
    void theHParamsTableKnowsTheLastSessionAlone() {
        simulation(new SaveEpochs())
                .failAt(2, 2, new IllegalStateException("power"))
                .runAndFail();

        SimulatedRun resumed = simulation(new SaveEpochs()).resume("last").run();

        List<Event> session = readFolder(resumed.folder().resolve("tensorboard"));
        assertThat(values(session, "_hparams_/session_start_info")).hasSize(1);
        assertThat(values(session, "_hparams_/session_end_info")).hasSize(1);
        assertThat(EventReader.texts(session, "outcome")).last().isEqualTo("completed");
    }

    private static List<Long> steps(long from, long to) {
        return Stream.iterate(from, step -> step <= to, step -> step + 1).toList();
    }

    private static List<Long> restarts(SimulatedRun run, String part) {
        return readFolder(run.folder().resolve("tensorboard").resolve(part)).stream()
                .filter(event -> event.getSessionLog().getStatus() == SessionLog.SessionStatus.START)
                .map(Event::getStep)
                .toList();
    }

    /** The steps of a tag as TensorBoard has them: each START but the first voids what was read from its step on. */
    private static List<Long> shown(SimulatedRun run, String part, String tag) {
        List<Long> steps = new ArrayList<>();
        boolean begun = false;
        for (Event event : readFolder(run.folder().resolve("tensorboard").resolve(part))) {
            if (event.getSessionLog().getStatus() == SessionLog.SessionStatus.START) {
                if (begun) {
                    steps.removeIf(step -> step >= event.getStep());
                }
                begun = true;
            }
            values(List.of(event), tag).forEach(point -> steps.add(point.step()));
        }
        assertThat(steps).isSorted();
        return steps;
    }
}
