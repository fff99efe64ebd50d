package dev.trackside.plugin.report;

import dev.trackside.Artifact;
import dev.trackside.Attach;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Decision;
import dev.trackside.FailurePolicy;
import dev.trackside.OnArtifact;
import dev.trackside.OnDecision;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.TracksideException;
import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryRecorder;
import dev.trackside.plugin.report.page.ReportPage;
import dev.trackside.plugin.report.run.RunData;
import dev.trackside.plugin.report.run.RunReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a page about the run when it has ended, however that was: curves with the decisions marked on them, the confusion matrix, the cost of each callback,
 * options and environment. It is one HTML file in the folder of the run that loads nothing; beside it are pictures of the loss, the accuracy and the time per epoch.
 *
 * <p>What it tells it reads from the history, so it joins only runs with the plugin {@code history}.
 *
 * @since 0.1
 */
@Plugin(
        value = "report",
        phase = Phase.REPORT,
        attach = Attach.ALWAYS,
        onFailure = FailurePolicy.DETACH,
        requires = "history")
public final class Report {

    private static final String ARTIFACT = "report";

    /** The page, in the folder of the run. */
    @Option
    String file = "report.html";

    /** Pictures beside the page, in the folder plots: svg, png, both or none. */
    @Option
    Plots plots = Plots.SVG;

    /** The metric of the second picture, with that of validation if there is one. */
    @Option
    String metric = "accuracy";

    private final List<Artifact> artifacts = new ArrayList<>();
    private final List<Decision> decisions = new ArrayList<>();
    private Rehearsal rehearsal = Rehearsal.none();
    private boolean ended;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public Report() {}

    @OnTrainBegin
    void trainingBegins(RunFiles files) {
        artifacts.clear();
        decisions.clear();
        ended = false;
        inFolder(files.folder(), file); // a wrong name is told now, not after hours
        rehearsal = Rehearsal.begin(plots);
    }

    @OnArtifact
    void handedIn(Artifact artifact) {
        if (ended) {
            artifacts.add(artifact);
        }
    }

    @OnDecision
    void decided(Decision decision) {
        if (ended) {
            decisions.add(decision);
        }
    }

    @OnTrainEnd
    void trainingEnds(Run run) {
        ended = true;
        run.fire(OnReportDue.class, new ReportDue(this, false));
    }

    /** What others decide and hand in at train end is told after it, of those that come after this one after the first call. */
    @OnReportDue
    void due(ReportDue due, Run run, RunFiles files, Clock clock, Console console) {
        if (due.writer() != this) {
            return; // another instance's
        }
        if (!due.again()) {
            run.fire(OnReportDue.class, new ReportDue(this, true));
            return;
        }
        try {
            rehearsal.await();
            write(files, clock, console);
        } catch (IOException fault) {
            throw new UncheckedIOException("the report cannot be written: " + fault.getMessage(), fault);
        }
    }

    private void write(RunFiles files, Clock clock, Console console) throws IOException {
        Path folder = files.folder();
        RunData data;
        Path database = HistoryRecorder.databaseOf(folder)
                .orElseThrow(() ->
                        new TracksideException("the history of this run is not there any more, so there is no report"));
        try (History history = History.open(database)) {
            data = RunReader.read(history.run(folder.toString()), artifacts, decisions);
        }
        ReportPage page = ReportPage.of(List.of(data)).made(clock.now());
        Path target = inFolder(folder, file);
        ReportFiles.page(page, target);
        files.artifact(ARTIFACT, target);
        if (plots != Plots.NONE) {
            ReportFiles.plots(
                            page.plots(metric),
                            plots,
                            folder.resolve("plots"),
                            complaint -> console.line("report: " + complaint + " The page is there."))
                    .forEach(files::artifact);
        }
    }

    private static Path inFolder(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize())) {
            throw new TracksideException(
                    "report writes into the folder of the run only, and %s is not in it. Give the name of a file, e.g. report.html."
                            .formatted(name));
        }
        return file;
    }
}
