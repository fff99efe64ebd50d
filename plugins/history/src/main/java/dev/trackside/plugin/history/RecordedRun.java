package dev.trackside.plugin.history;

import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.Outcome;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * All that is known of one run. Lists are read at each call, so keep what is needed twice. What a resume has superseded is not told.
 *
 * <p>For one thread at a time, until its {@link History} is closed.
 *
 * @since 0.1
 */
public final class RecordedRun {

    private final History history;
    private final RunOverview overview;
    private final long row;
    private final List<RecordedSession> sessions;

    RecordedRun(History history, RunOverview overview, long row) {
        this.history = history;
        this.overview = overview;
        this.row = row;
        this.sessions = history.reading(() -> new SessionReader(history.sql()).of(row));
    }

    /**
     * The run in short.
     *
     * @return its overview
     */
    public RunOverview overview() {
        return overview;
    }

    /**
     * The id.
     *
     * @return unique in this history, see {@link RunOverview}
     */
    public String id() {
        return overview.id();
    }

    /**
     * The name given to the run.
     *
     * @return the name, e.g. {@code digits}
     */
    public String name() {
        return overview.name();
    }

    /**
     * What trained.
     *
     * @return the engine's name, e.g. {@code mlp}, or {@code loop}
     */
    public String engine() {
        return overview.engine();
    }

    /**
     * The folder of the run.
     *
     * @return an absolute path; it may be gone
     */
    public Path folder() {
        return overview.folder();
    }

    /**
     * The seed of the last session.
     *
     * @return the seed; empty if neither the run's parameters nor its {@code run.json} told it
     */
    public OptionalLong seed() {
        return lastSession().seed();
    }

    /**
     * When the run first began to train.
     *
     * @return by the wall clock
     */
    public Instant began() {
        return overview.began();
    }

    /**
     * When it ended.
     *
     * @return empty while it goes on, or if its process was killed
     */
    public Optional<Instant> ended() {
        return overview.ended();
    }

    /**
     * Whether it is over.
     *
     * @return the state when it was read
     */
    public RunState state() {
        return overview.state();
    }

    /**
     * How it ended.
     *
     * @return empty as {@link #ended}
     */
    public Optional<Outcome> outcome() {
        return overview.outcome();
    }

    /**
     * Why it ended, in words.
     *
     * @return empty as {@link #ended}, and for a completed run
     */
    public Optional<String> reason() {
        return overview.reason();
    }

    /**
     * Epochs that it has had.
     *
     * @return a count from 0
     */
    public int epochs() {
        return overview.epochs();
    }

    /**
     * Optimizer steps that it has made.
     *
     * @return a count from 0
     */
    public long steps() {
        return overview.steps();
    }

    /**
     * The starts of the run.
     *
     * @return at least one, in order
     */
    public List<RecordedSession> sessions() {
        return sessions;
    }

    private RecordedSession lastSession() {
        return sessions.get(sessions.size() - 1);
    }

    /**
     * Which batches are recorded, at the least detailed of its sessions.
     *
     * @return 1 if each batch is, so that the run can be played back exactly; n if each n-th of an epoch is; 0 if none
     */
    public int everyBatches() {
        int most = 1;
        for (RecordedSession session : sessions) {
            if (session.everyBatches() == 0) {
                return 0;
            }
            most = Math.max(most, session.everyBatches());
        }
        return most;
    }

    /**
     * The configuration of the last session.
     *
     * @return values by name, secrets masked, in the order of the run
     */
    public Map<String, String> parameters() {
        return lastSession().parameters();
    }

    /**
     * Facts about machine and process of the last session.
     *
     * @return values by name: {@code java vm os host cpus memory max-heap directory}, and {@code trackside trust mode} where {@code run.json} told them
     */
    public Map<String, String> environment() {
        return lastSession().environment();
    }

    /**
     * The callbacks of the last session.
     *
     * @return callbacks in the order of calls
     */
    public List<RecordedCallback> callbacks() {
        return lastSession().callbacks();
    }

    /**
     * What was decided. A schedule may have changed the learning rate at each of millions of steps, so rows are read as the stream goes.
     *
     * @return decisions in order, whatever became of them; times have microseconds. A stream to be closed, or used to its end
     */
    public Stream<Decision> decisions() {
        return history.reading(() -> DecisionReader.decisions(history, row));
    }

    /**
     * The checkpoints that were taken, those that were deleted later among them.
     *
     * @return checkpoints in the order in which they were complete
     */
    public List<Checkpoint> checkpoints() {
        return history.reading(() -> new FactReader(history.sql(), row).checkpoints());
    }

    /**
     * What callbacks have handed in.
     *
     * @return artifacts in order; of several with one name the last is the current one
     */
    public List<RecordedArtifact> artifacts() {
        return history.reading(() -> new FactReader(history.sql(), row).artifacts());
    }

    /**
     * What failed the run, in any of its sessions.
     *
     * @return failures in order
     */
    public List<RecordedFailure> failures() {
        return history.reading(() -> new FactReader(history.sql(), row).failures());
    }

    /**
     * The names of all metrics that the run had.
     *
     * @return names in the order in which they first came
     */
    public List<String> metricNames() {
        return history.reading(() -> List.copyOf(history.metricNames(row).values()));
    }

    /**
     * Everything that carries metrics, in order. Rows are read as the stream goes.
     *
     * @return a stream to be closed, or used to its end; of several one after another, or at once
     */
    public Stream<RecordedEvent> events() {
        return history.reading(() -> EventReader.events(history, row, EnumSet.allOf(RecordedEvent.Kind.class)));
    }

    /**
     * The events of some kinds, in order; those of epochs are read much faster than all.
     *
     * @param kind a kind
     * @param more further kinds
     * @return as {@link #events()}
     */
    public Stream<RecordedEvent> events(RecordedEvent.Kind kind, RecordedEvent.Kind... more) {
        return history.reading(() -> EventReader.events(history, row, EnumSet.of(kind, more)));
    }

    /**
     * The values of one metric at the training batches, in order, which is much faster than with all.
     *
     * @param metric its name
     * @return values; none if the run does not have it
     */
    public BatchValues ofBatches(String metric) {
        return history.reading(() -> BatchValues.read(history.sql(), row, metric));
    }

    /**
     * The training batch that ended last.
     *
     * @return the batch without its metrics; empty if none is recorded
     */
    public Optional<RecordedEvent> lastBatch() {
        return history.reading(() -> EventReader.lastBatch(history.sql(), row));
    }

    @Override
    public String toString() {
        return "recorded run " + id();
    }
}
