package dev.trackside.plugin.jsonl;

import dev.trackside.Artifact;
import dev.trackside.Batch;
import dev.trackside.Checkpoint;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Decision;
import dev.trackside.Epoch;
import dev.trackside.MetricChoice;
import dev.trackside.Metrics;
import dev.trackside.OnArtifact;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnFailure;
import dev.trackside.OnResume;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes what happens in a run as JSON, a line an event, to {@code events.jsonl} in the folder of the run: begin, epochs, decisions, checkpoints, artifacts,
 * failure, end, and if wanted batches.
 *
 * <pre>
 * {"event":"epoch","time":"2026-01-01T00:00:00.081Z","seconds":0.081,"epoch":1,"step":45,"batches":45,"metrics":{"loss":0.512}}
 * </pre>
 *
 * <p>After a resume the file goes on, without the lines that were given up.
 *
 * @since 0.1
 */
@Plugin("jsonl")
public final class JsonLog implements AutoCloseable {

    /** The number of this form of lines, told by those of {@code train_begin}. */
    static final int SCHEMA = 1;

    /** The file, in the folder of the run. */
    @Option
    String file = "events.jsonl";

    /** Batches from one line to the next, counted within each epoch; 0 for no lines about batches. */
    @Option(min = 0)
    int everyBatches = 0;

    /** Metrics of epochs and batches to write, by name and in this order; if none is named all. */
    @Option
    List<String> metrics = List.of();

    private final Disk disk;
    private MetricChoice choice = MetricChoice.of(List.of());
    private @Nullable LineFile lines;
    private @Nullable String pending;
    private boolean batchesAgain;
    private boolean epochsAgain;
    private long begin;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public JsonLog() {
        this(Files::newByteChannel);
    }

    JsonLog(Disk disk) {
        this.disk = disk;
    }

    @OnTrainBegin
    void trainingBegins(Run run, RunFiles files, Clock clock) {
        choice = MetricChoice.of(metrics);
        begin = clock.nanoTime();
        batchesAgain = false;
        epochsAgain = false;
        Path folder = files.folder();
        Path path = folder.resolve(file).normalize();
        if (!path.startsWith(folder.normalize()) || path.equals(folder.normalize())) {
            throw new TracksideException(
                    "jsonl writes into the folder of the run only, and %s is not in it. Give the name of a file, e.g. events.jsonl."
                            .formatted(file));
        }
        boolean goesOn = Files.exists(path);
        try {
            lines = new LineFile(path, disk);
        } catch (IOException fault) {
            throw new UncheckedIOException("%s cannot be opened: %s".formatted(path, fault.getMessage()), fault);
        }
        pending = new Line("train_begin", clock.now())
                .put("schema", SCHEMA)
                .put("run", run.id())
                .put("name", run.name())
                .put("engine", run.engine())
                .texts("parameters", run.parameters())
                .end();
        if (!goesOn) { // else, if this run goes on from a checkpoint, lines are dropped before this one is written
            appendPending();
        }
    }

    @OnResume
    void resumes(Checkpoint from, Clock clock) {
        Position place = new Position("checkpoint", from.event(), from.epoch() + 1L, 0, from.step());
        drop(line -> line.isAfter(place));
        batchesAgain = true;
        epochsAgain = true;
        append(checkpoint(new Line("resume", clock.now()), from));
    }

    // The period is an option, so it cannot be a member of the annotation.
    @OnBatchEnd
    void batchEnds(Batch batch, Metrics values, Clock clock) {
        if (everyBatches == 0 || batch.number() % everyBatches != 0) {
            return;
        }
        if (batchesAgain) {
            batchesAgain = false;
            dropTold(new Position("batch", "OnBatchEnd", batch.epoch() + 1L, batch.number(), batch.steps()));
        }
        append(new Line("batch", clock.now())
                .put("seconds", seconds(clock))
                .put("at", "OnBatchEnd")
                .put("epoch", batch.epoch() + 1L)
                .put("batch", batch.number())
                .put("step", batch.steps())
                .put("skipped", batch.skipped())
                .metrics(chosen(values)));
    }

    @OnEpochEnd
    void epochEnds(Epoch epoch, long step, Metrics values, Clock clock) {
        if (epochsAgain) {
            epochsAgain = false;
            dropTold(new Position("epoch", "OnEpochEnd", epoch.number(), 0, step));
        }
        append(new Line("epoch", clock.now())
                .put("seconds", seconds(clock))
                .put("at", "OnEpochEnd")
                .put("epoch", epoch.number())
                .put("step", step)
                .put("batches", epoch.batches())
                .metrics(chosen(values)));
    }

    @OnDecision
    void decided(Decision decision) {
        append(new Line("decision", decision.time())
                .put("at", decision.event())
                .put("epoch", decision.epoch() + 1L)
                .put("step", decision.step())
                .put("callback", decision.callback())
                .put("kind", word(decision.kind()))
                .put("effect", word(decision.effect()))
                .put("reason", decision.reason())
                .put("cause", decision.cause())
                .metrics(decision.metrics()));
    }

    @OnCheckpoint
    void saved(Checkpoint checkpoint) {
        append(checkpoint(new Line("checkpoint", checkpoint.time()), checkpoint));
    }

    @OnArtifact
    void handedIn(Artifact artifact, Run run, Clock clock) {
        append(new Line("artifact", clock.now())
                .put("step", run.summary().steps())
                .put("name", artifact.name())
                .put("kind", word(artifact.kind()))
                .put("file", artifact.file().toString())
                .put("callback", artifact.callback()));
    }

    @OnFailure
    void failed(Throwable failure, Run run, Clock clock) {
        String message = failure.getMessage();
        append(new Line("failure", clock.now())
                .put("step", run.summary().steps())
                .put("type", failure.getClass().getName())
                .put("message", message == null ? "" : message));
    }

    @OnTrainEnd
    void trainingEnds(Run run, Clock clock, Console console) {
        RunSummary summary = run.summary();
        append(new Line("train_end", clock.now())
                .put("seconds", seconds(clock))
                .put("step", summary.steps())
                .put("outcome", word(run.outcome().orElse(Outcome.COMPLETED)))
                .put("reason", run.reason())
                .put("epochs", summary.epochs())
                .put("batches", summary.batches())
                .metrics(summary.metrics()));
        String complaint = choice.complaint();
        if (!complaint.isEmpty() && summary.epochs() > 0) {
            console.line("jsonl: " + complaint);
        }
    }

    private static Line checkpoint(Line line, Checkpoint checkpoint) {
        return line.put("at", checkpoint.event())
                .put("epoch", checkpoint.epoch() + 1L)
                .put("step", checkpoint.step())
                .put("name", checkpoint.name())
                .put("location", checkpoint.location())
                .put("requested_by", checkpoint.requestedBy())
                .metrics(checkpoint.metrics());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private double seconds(Clock clock) {
        return (clock.nanoTime() - begin) / 1e9;
    }

    private Map<String, Double> chosen(Metrics values) {
        Map<String, Double> chosen = new LinkedHashMap<>();
        for (String name : choice.of(values)) {
            chosen.put(name, values.get(name));
        }
        return chosen;
    }

    /** Steps alone do not tell where batches were skipped: the first line after a resume takes the place of those that say the same or later things. */
    private void dropTold(Position again) {
        drop(line -> line.isTold(again));
    }

    private void drop(Predicate<Position> drops) {
        LineFile open = lines;
        if (open != null) {
            try {
                open.drop(drops);
            } catch (IOException fault) {
                throw unwritable(open, fault);
            }
        }
    }

    private void append(Line line) {
        appendPending();
        append(line.end());
    }

    private void appendPending() {
        String first = pending;
        pending = null;
        if (first != null) {
            append(first);
        }
    }

    private void append(String line) {
        LineFile open = lines;
        if (open != null) {
            try {
                open.append(line);
            } catch (IOException fault) {
                throw unwritable(open, fault);
            }
        }
    }

    private static UncheckedIOException unwritable(LineFile file, IOException fault) {
        return new UncheckedIOException("%s cannot be written: %s".formatted(file.path(), fault.getMessage()), fault);
    }

    @Override
    public void close() throws IOException {
        LineFile open = lines;
        lines = null;
        if (open != null) {
            open.close();
        }
    }
}
