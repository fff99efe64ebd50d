package dev.trackside.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Artifact;
import dev.trackside.Checkpoints;
import dev.trackside.Control;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.RunFiles;
import dev.trackside.plugin.history.HistoryRecorder;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs with the plugin and the history, and what is in their folders then. */
class ReportTests {

    @TempDir
    Path folder;

    private Simulation run(int epochs) {
        return Simulation.epochs(epochs)
                .batches(3)
                .metric("loss", 0.9, 0.5, 0.3)
                .metric("val_loss", 0.95, 0.6, 0.5)
                .folder(folder.resolve("runs"))
                .attach("history", new HistoryRecorder())
                .option("history.file", folder.resolve("history.db"))
                .attach("report", new Report());
    }

    private static PageText page(SimulatedRun run) throws Exception {
        return PageText.of(run.folder().resolve("report.html"));
    }

    /** Hands in a table at the very end, as metrics do. */
    static final class LastWords {
        @OnTrainEnd
        void end(RunFiles files) {
            files.table(
                    "confusion-matrix",
                    List.of("true", "predicted_0", "predicted_1"),
                    List.of(List.of(0, 5, 1), List.of(1, 2, 7)));
        }
    }

    /** Stops after the second epoch. */
    static final class Enough {
        @OnEpochEnd(at = 2)
        Control stop() {
            return Control.stop("it is enough");
        }
    }

    @Test
    void aRunLeavesAPageWithItsCurves() throws Exception {
        SimulatedRun run = run(3).run();

        assertThat(page(run).values("loss", "Validation")).containsExactly(0.95, 0.6, 0.5);
        assertThat(page(run).html().select(".badge").text()).isEqualTo("completed");
        assertThat(run.summary().callbacks())
                .allSatisfy(callback -> assertThat(callback.detached()).isEmpty());
    }

    @Test
    void thePageAndThePicturesAreHandedIn() {
        SimulatedRun run = run(3).run();

        assertThat(run.artifacts())
                .filteredOn(artifact -> artifact.callback().equals("report"))
                .extracting(Artifact::name)
                .containsExactly("report", "loss.svg", "epoch-time.svg");
        assertThat(run.folder().resolve("plots"))
                .isDirectoryContaining("glob:**.svg")
                .isDirectoryNotContaining("glob:**.png");
    }

    @Test
    void picturesCanBeHadAsPngOrNotAtAll() {
        assertThat(run(2).option("report.plots", "both").run().folder().resolve("plots"))
                .isDirectoryContaining("glob:**loss.svg")
                .isDirectoryContaining("glob:**loss.png");
        assertThat(run(2).option("report.plots", "none").run().folder().resolve("plots"))
                .doesNotExist();
    }

    @Test
    void whatOthersHandInAtTheEndIsInThePage() throws Exception {
        SimulatedRun run = run(2).attach("last-words", new LastWords())
                .attach("z-last", new LastWords())
                .run();

        assertThat(page(run).rows("Confusion matrix"))
                .containsExactly(List.of("true 0", "5", "1", "83.3 %"), List.of("true 1", "2", "7", "77.8 %"));
    }

    @Test
    void aStoppedRunHasAPageThatSaysWhy() throws Exception {
        SimulatedRun run = run(3).attach("enough", new Enough()).run();

        assertThat(page(run).html().select(".outcome").text()).isEqualTo("stopped it is enough");
        assertThat(page(run).data().get("marks").get(0).get("x").asInt()).isEqualTo(2);
    }

    @Test
    void anInterruptedRunHasAPage() throws Exception {
        SimulatedRun run = run(3).interruptAt(1, 1).run();

        assertThat(run.outcome()).isEqualTo(Outcome.INTERRUPTED);
        assertThat(page(run).html().select(".badge").text()).isEqualTo("interrupted");
    }

    @Test
    void aFailedRunHasAPageWithTheFailure() throws Exception {
        SimulatedRun run =
                run(3).failAt(1, 0, new IllegalStateException("no <more> data")).runAndFail();

        assertThat(page(run).html().select(".badge").text()).isEqualTo("failed");
        assertThat(page(run).html().select("pre").text()).contains("IllegalStateException", "no <more> data");
    }

    @Test
    void aRunOfOneEpochShowsTheLossOfItsBatches() throws Exception {
        SimulatedRun run = Simulation.epochs(1)
                .batches(4)
                .metric("loss", (epoch, batch) -> 1.0 / (1 << batch))
                .metric("val_loss", 0.25)
                .folder(folder.resolve("runs"))
                .attach("history", new HistoryRecorder())
                .option("history.file", folder.resolve("history.db"))
                .attach("report", new Report())
                .run();

        assertThat(page(run).values("loss", "Each batch of training")).containsExactly(1.0, 0.5, 0.25, 0.125);
        assertThat(page(run).values("loss", "Validation")).containsExactly(0.25);
        assertThat(page(run).rows("Metrics").get(0)).startsWith("loss", "0.4688", "1");
    }

    @Test
    void aRunThatFailsEarlyShowsHowFarTheLossCame() throws Exception {
        SimulatedRun run = Simulation.epochs(1)
                .batches(4)
                .metric("error", (epoch, batch) -> 1.0 / (1 << batch))
                .folder(folder.resolve("runs"))
                .attach("history", new HistoryRecorder())
                .option("history.file", folder.resolve("history.db"))
                .attach("report", new Report())
                .failAt(0, 3, new IllegalStateException("no more data"))
                .runAndFail();

        assertThat(page(run).values("error", "Each batch of training")).containsExactly(1.0, 0.5, 0.25);
        assertThat(page(run).html().select("main").text()).doesNotContain("there is nothing to draw");
    }

    /** Saves when the first epoch has ended. */
    static final class SavesTheFirstEpoch {
        @OnEpochEnd(at = 1)
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }

    @Test
    void aResumedRunWritesItsPageAnew() throws Exception {
        run(3).savesState()
                .attach("saves", new SavesTheFirstEpoch())
                .failAt(2, 0, new IllegalStateException("killed"))
                .runAndFail();

        SimulatedRun resumed = run(3).savesState()
                .attach("saves", new SavesTheFirstEpoch())
                .resume("last")
                .run();

        assertThat(page(resumed).values("loss", "Training")).containsExactly(0.9, 0.5, 0.3);
        assertThat(page(resumed).html().select(".badge").text()).isEqualTo("completed");
        assertThat(page(resumed).html().select(".cards").text()).contains("in 2 sessions");
    }

    @Test
    void aFileThatIsNoReportStays() {
        SimulatedRun run = run(2).attach("foreign", new Foreign()).run();

        assertThat(run.folder().resolve("report.html")).hasContent("mine");
        assertThat(run.summary().callbacks())
                .filteredOn(callback -> callback.id().equals("report"))
                .singleElement()
                .satisfies(callback ->
                        assertThat(callback.detached().orElseThrow()).contains("is there and is no report"));
    }

    /** Has a file of the same name. */
    static final class Foreign {
        @OnEpochEnd(at = 1)
        void write(RunFiles files) {
            try {
                Files.writeString(files.folder().resolve("report.html"), "mine");
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    @Test
    void aFileOutsideOfTheFolderIsRefusedBeforeTraining() {
        SimulatedRun run = run(2).option("report.file", "../report.html").run();

        assertThat(run.summary().callbacks())
                .filteredOn(callback -> callback.id().equals("report"))
                .singleElement()
                .satisfies(callback -> {
                    assertThat(callback.detached().orElseThrow()).contains("writes into the folder of the run only");
                    assertThat(callback.calls()).isEqualTo(1);
                });
        assertThat(run.folder().resolve("report.html")).doesNotExist();
    }
}
