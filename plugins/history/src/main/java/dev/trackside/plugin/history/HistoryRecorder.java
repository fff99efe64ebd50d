package dev.trackside.plugin.history;

import dev.trackside.Artifact;
import dev.trackside.Batch;
import dev.trackside.Checkpoint;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Decision;
import dev.trackside.Epoch;
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
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plan;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import dev.trackside.Validation;
import dev.trackside.plugin.history.database.Database;
import dev.trackside.plugin.history.database.Schema;
import dev.trackside.plugin.history.recording.Entry;
import dev.trackside.plugin.history.recording.HistoryWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps all that happens in a run in an SQLite database: configuration, callbacks, machine, metrics of each batch, validation and epoch, decisions,
 * checkpoints, artifacts, failures. {@link History} reads it back, and so does any program that knows SQLite.
 *
 * <p>Handlers copy what they are given into a queue; one thread writes it, at least every half second. At train end all is written before the handler returns.
 * After a resume the run goes on in the same history; what comes after the checkpoint's position is marked as superseded.
 *
 * @since 0.1
 */
@Plugin("history")
public final class HistoryRecorder implements AutoCloseable {

    private static final Duration DEADLINE = Duration.ofSeconds(8);
    private static final long FIGURES_NANOS = Duration.ofMillis(500).toNanos();
    private static final Set<String> RECORDED = ConcurrentHashMap.newKeySet();
    private static final Map<Path, Path> DATABASES = new ConcurrentHashMap<>();

    /** The database, from the working directory; several runs and processes share it. */
    @Option
    Path file = Path.of(".trackside", "history.db");

    /** Batches from one that is recorded to the next, counted within each epoch, for validation batches too; 0 for none. */
    @Option(min = 0)
    int everyBatches = 1;

    private final HistoryWriter.Opener opener;
    private volatile @Nullable HistoryWriter writer;
    private @Nullable String recorded;
    private @Nullable Path recordedFolder;
    private @Nullable Console console;
    private @Nullable Clock clock;
    private long begin;
    private long figuresAt;
    private boolean told;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public HistoryRecorder() {
        this(path -> Database.open(path, Schema.NEWEST));
    }

    HistoryRecorder(HistoryWriter.Opener opener) {
        this.opener = opener;
    }

    /**
     * Where a run of this program is recorded, for callbacks that read its history at train end.
     *
     * @param folder the folder of the run
     * @return the database; empty if no callback records that run, or the run has been closed
     */
    public static Optional<Path> databaseOf(Path folder) {
        return Optional.ofNullable(DATABASES.get(folder));
    }

    @OnTrainBegin
    void trainingBegins(Run run, Plan plan, RunFiles files, Console lines, Clock time) {
        Path database = file.toAbsolutePath().normalize();
        Path folder = files.folder(); // once it is there, no other run gets its id
        String one = database + " " + folder;
        if (!RECORDED.add(one)) {
            throw new TracksideException(
                    "Another callback records this run in %s. Give this one a file of its own by the option file."
                            .formatted(database));
        }
        recorded = one;
        recordedFolder = folder;
        DATABASES.put(folder, database);
        console = lines;
        clock = time;
        told = false;
        begin = time.nanoTime();
        figuresAt = 0;
        HistoryWriter started = new HistoryWriter(database, opener);
        writer = started;
        started.put(new Entry.Began(
                run.id(),
                run.name(),
                run.engine(),
                folder,
                run.parameters(),
                run.summary().callbacks(),
                plan.epochs().orElse(-1),
                everyBatches,
                time.now()));
        started.start();
    }

    @OnResume
    void resumes(Checkpoint from) {
        put(new Entry.Resumed(from));
    }

    // The period is an option, so it cannot be a member of the annotation.
    @OnBatchEnd
    void batchEnds(Batch batch, Metrics metrics) {
        if (isWanted(batch.number())) {
            put(new Entry.Measured(
                    Entry.Kind.BATCH,
                    batch.epoch(),
                    batch.index(),
                    batch.steps(),
                    elapsed(),
                    batch.examples(),
                    batch.skipped(),
                    batch.complete(),
                    metrics.toMap()));
        }
    }

    @OnValidationBatchEnd
    void validationBatchEnds(Validation validation, long step, Metrics metrics) {
        if (isWanted(validation.batch() + 1)) {
            put(new Entry.Measured(
                    Entry.Kind.VALIDATION_BATCH,
                    validation.epoch(),
                    validation.batch(),
                    step,
                    elapsed(),
                    validation.examples(),
                    false,
                    true,
                    metrics.toMap()));
        }
    }

    @OnValidationEnd
    void validationEnds(Validation validation, long step, Metrics metrics) {
        put(new Entry.Measured(
                Entry.Kind.VALIDATION,
                validation.epoch(),
                -1,
                step,
                elapsed(),
                validation.batch() + 1.0,
                false,
                !validation.interrupted(),
                metrics.toMap()));
    }

    @OnEpochEnd
    void epochEnds(Epoch epoch, long step, Metrics metrics, Run run) {
        long now = elapsed();
        put(new Entry.Measured(
                Entry.Kind.EPOCH, epoch.index(), -1, step, now, epoch.batches(), false, true, metrics.toMap()));
        if (now - figuresAt >= FIGURES_NANOS) {
            figuresAt = now;
            put(new Entry.Figures(epoch.number(), step, run.summary().callbacks()));
        }
    }

    @OnDecision
    void decided(Decision decision) {
        put(new Entry.Decided(decision));
    }

    @OnCheckpoint
    void saved(Checkpoint checkpoint) {
        put(new Entry.Saved(checkpoint));
    }

    @OnArtifact
    void handedIn(Artifact artifact, Run run, Clock time) {
        put(new Entry.HandedIn(artifact, run.summary().steps(), time.now()));
    }

    @OnFailure
    void failed(Throwable failure, Run run, Clock time) {
        // The reason is the message with secrets masked.
        String message = run.reason().orElse("");
        putAtEnd(new Entry.Failed(failure, message, run.summary().steps(), time.now()));
    }

    @OnTrainEnd
    void trainingEnds(Run run, Clock time) {
        RunSummary summary = run.summary();
        putAtEnd(new Entry.Figures(summary.epochs(), summary.steps(), summary.callbacks()));
        putAtEnd(new Entry.Ended(
                run.outcome().orElse(Outcome.COMPLETED).name(), run.reason().orElse(null), elapsed(), time.now()));
        HistoryWriter open = writer;
        if (open == null || told) {
            return;
        }
        try {
            if (!open.flush(DEADLINE)) {
                tell("%s is not written to its end after %d seconds; what reads it now may miss the last of this run."
                        .formatted(file, DEADLINE.toSeconds()));
            }
        } catch (TracksideException trouble) {
            tellTrouble(trouble);
        }
        if (open.waits() > 0) {
            tell(String.format(
                    Locale.ROOT,
                    "the training has waited %d times, %.1f seconds in all, as %s is written more slowly than batches come. A larger every-batches writes less.",
                    open.waits(),
                    open.waited().toMillis() / 1e3,
                    file));
        }
    }

    /** Whether the writer has given up, for tests. */
    boolean isInTrouble() {
        HistoryWriter open = writer;
        return open != null && open.trouble() != null;
    }

    /** How often the training has waited, for tests. */
    long waits() {
        HistoryWriter open = writer;
        return open == null ? 0 : open.waits();
    }

    private boolean isWanted(int number) {
        int period = everyBatches;
        return period == 1 || (period > 1 && number % period == 0);
    }

    private long elapsed() {
        Clock time = clock;
        return time == null ? 0 : time.nanoTime() - begin;
    }

    private void put(Entry entry) {
        HistoryWriter open = writer;
        if (open != null) {
            try {
                open.put(entry);
            } catch (TracksideException trouble) {
                told = true; // by whoever catches it
                throw trouble;
            }
        }
    }

    /** An exception at the end would fail a run whose training is done; it is told in another way there. */
    private void putAtEnd(Entry entry) {
        HistoryWriter open = writer;
        if (open != null && !told) {
            try {
                open.put(entry);
            } catch (TracksideException trouble) {
                tellTrouble(trouble);
            }
        }
    }

    private void tellTrouble(TracksideException trouble) {
        if (!told) {
            told = true;
            tell("this run is not recorded, or only in part. " + trouble.getMessage());
        }
    }

    private void tell(String what) {
        Console lines = console;
        if (lines != null) {
            lines.line("history: " + what);
        }
    }

    /** Writes what is left. Trouble is told and not thrown, as the run is over. */
    @Override
    public void close() {
        HistoryWriter open = writer;
        Clock time = clock;
        String one = recorded;
        writer = null;
        recorded = null;
        if (open != null && time != null) {
            boolean done = open.close(time.now(), DEADLINE);
            TracksideException trouble = open.trouble();
            if (!done) {
                // The deadline is over, or somebody has interrupted the thread that waits.
                tell("%s is not written to its end yet; the rest is written while the program goes on."
                        .formatted(file));
            } else if (trouble != null) {
                tellTrouble(trouble);
            }
        }
        Path folder = recordedFolder;
        if (folder != null) {
            recordedFolder = null;
            DATABASES.remove(folder);
        }
        if (one != null) {
            RECORDED.remove(one);
        }
    }
}
