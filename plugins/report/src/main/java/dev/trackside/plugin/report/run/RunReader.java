package dev.trackside.plugin.report.run;

import dev.trackside.Artifact;
import dev.trackside.Decision;
import dev.trackside.plugin.history.RecordedArtifact;
import dev.trackside.plugin.history.RecordedCallback;
import dev.trackside.plugin.history.RecordedEvent;
import dev.trackside.plugin.history.RecordedFailure;
import dev.trackside.plugin.history.RecordedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a run from the history. */
public final class RunReader {

    /** The largest table that is read, in bytes: that of a confusion matrix of some hundred classes. */
    private static final long LARGEST_TABLE = 256 << 10;

    private final RecordedRun run;
    private final List<Artifact> lateArtifacts;
    private final List<Decision> lateDecisions;

    private RunReader(RecordedRun run, List<Artifact> lateArtifacts, List<Decision> lateDecisions) {
        this.run = run;
        this.lateArtifacts = lateArtifacts;
        this.lateDecisions = lateDecisions;
    }

    /**
     * Reads a run.
     *
     * @param run the run as it is recorded
     * @return what a report tells of it
     */
    public static RunData read(RecordedRun run) {
        return read(run, List.of(), List.of());
    }

    /**
     * Reads a run that ends just now.
     *
     * @param run the run as it is recorded
     * @param artifacts what was handed in since train end, which may not be recorded yet
     * @param decisions what was decided since train end, likewise
     * @return what a report tells of it
     */
    public static RunData read(RecordedRun run, List<Artifact> artifacts, List<Decision> decisions) {
        return new RunReader(run, artifacts, decisions).read();
    }

    private RunData read() {
        DecisionReader decisions = DecisionReader.of(run, lateDecisions);
        CurveReader curves = new CurveReader();
        try (var epochs = run.events(RecordedEvent.Kind.EPOCH)) {
            epochs.forEach(curves::epoch);
        }
        run.lastBatch().ifPresent(curves::last);
        List<String> metrics = run.metricNames();
        List<String> ofBatches = new ArrayList<>(
                metrics.stream().filter(CurveReader::isOfBatches).toList());
        curves.ofFewEpochs(metrics).ifPresent(ofBatches::add);
        ofBatches.forEach(metric -> curves.batches(metric, run.ofBatches(metric)));
        return new RunData(
                run.id(),
                run.name(),
                run.engine(),
                run.folder().toString(),
                run.seed().isPresent() ? Long.toString(run.seed().getAsLong()) : "",
                run.sessions().size(),
                run.began(),
                run.overview().elapsed(),
                run.outcome(),
                state(),
                run.reason(),
                run.epochs(),
                run.steps(),
                curves.curves(),
                curves.ofBatches(),
                run.parameters(),
                run.environment(),
                run.callbacks().stream().map(RunReader::callback).toList(),
                decisions.decided(curves::position),
                run.checkpoints(),
                artifacts(),
                run.failures().stream().map(RunReader::failure).toList());
    }

    private String state() {
        return switch (run.state()) {
            case ENDED -> "ended";
            case RUNNING -> "running";
            case LOST -> "killed";
            case UNRECORDED -> "end not recorded";
        };
    }

    private static RunData.Callback callback(RecordedCallback callback) {
        return new RunData.Callback(
                callback.id(),
                callback.type(),
                callback.phase().name(),
                callback.origin(),
                callback.calls(),
                callback.dropped(),
                callback.detached(),
                callback.cost().time(),
                callback.cost().share());
    }

    private static String failure(RecordedFailure failure) {
        return failure.type() + ": " + failure.message() + "\n" + failure.stack();
    }

    /** Of several with one name the last. */
    private List<RunData.File> artifacts() {
        Map<String, RunData.File> byName = new LinkedHashMap<>();
        for (RecordedArtifact artifact : run.artifacts()) {
            byName.put(
                    artifact.name(),
                    new RunData.File(
                            artifact.name(),
                            artifact.kind() == Artifact.Kind.TABLE,
                            artifact.file().toString(),
                            artifact.callback(),
                            artifact.text()));
        }
        for (Artifact artifact : lateArtifacts) {
            boolean table = artifact.kind() == Artifact.Kind.TABLE;
            byName.put(
                    artifact.name(),
                    new RunData.File(
                            artifact.name(),
                            table,
                            artifact.file().toString(),
                            artifact.callback(),
                            table ? text(artifact) : Optional.empty()));
        }
        return List.copyOf(byName.values());
    }

    private static Optional<String> text(Artifact table) {
        try {
            return Files.size(table.file()) > LARGEST_TABLE
                    ? Optional.empty()
                    : Optional.of(Files.readString(table.file()));
        } catch (IOException gone) {
            return Optional.empty(); // the page names the file all the same
        }
    }
}
