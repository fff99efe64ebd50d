package dev.trackside.plugin.replay;

import dev.trackside.Clock;
import dev.trackside.Decision;
import dev.trackside.LearningRate;
import dev.trackside.Run;
import dev.trackside.Weights;
import dev.trackside.plugin.history.RecordedCallback;
import dev.trackside.plugin.history.RecordedEvent;
import dev.trackside.plugin.history.RecordedRun;
import dev.trackside.plugin.history.RecordedSession;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An engine that plays a recorded run back: its epochs, batches, validations, metrics and times, without training.
 *
 * <pre>{@code
 * try (History history = History.open(Path.of(".trackside/history.db"))) {
 *     ReplayEngine engine = ReplayEngine.of(history.run("last"));
 *     RunResult result = Trackside.run("what-if")
 *             .withoutConfig()
 *             .withoutDiscovery()
 *             .epochs(engine.epochs())
 *             .attach(engine.recordedMetrics())
 *             .attach(new StopWhenStale())
 *             .train(engine);
 * }
 * }</pre>
 *
 * <p>It is deterministic: the same callbacks decide the same, each time. What they decide does not change the metrics to come; a stop ends the replay, a
 * learning rate that is set is seen by others, weights are kept and restored without any. Gradients and predictions are not recorded, so callbacks that take
 * them cannot be attached; what they had measured is played as it was recorded. Where the record breaks off in the midst of an epoch, as of a process that was
 * killed, {@link #train} throws {@link EndOfRecordException}.
 *
 * <p>For one run; to be used on its thread.
 */
public final class ReplayEngine implements Engine {

    private final RecordedRun record;
    private final MetricRoles roles;
    private final Playhead playhead;
    private final ReplayedModel model = new ReplayedModel();
    private final ReplayedRate rate;
    private boolean atEnd;
    private long steps;

    private ReplayEngine(RecordedRun record, MetricRoles roles) {
        this.record = record;
        this.roles = roles;
        this.playhead = new Playhead(record.began());
        this.rate = new ReplayedRate(firstRate(record, roles));
    }

    /**
     * Plays a run back, with all metrics that were recorded.
     *
     * @param run the run
     * @return an engine for one run
     */
    public static ReplayEngine of(RecordedRun run) {
        return of(run, Set.of());
    }

    /**
     * Plays a run back.
     *
     * @param run the run
     * @param measuredAnew metrics that are not played, since callbacks of the replay produce them
     * @return an engine for one run
     */
    public static ReplayEngine of(RecordedRun run, Set<String> measuredAnew) {
        return of(run, measuredAnew, new KnownTables(Thread.currentThread().getContextClassLoader()));
    }

    static ReplayEngine of(RecordedRun run, Set<String> measuredAnew, KnownTables tables) {
        Set<String> atEnds = new LinkedHashSet<>();
        for (RecordedCallback callback : run.callbacks()) {
            tables.ofClass(callback.type())
                    .filter(KnownTables::measuresAtEnds)
                    .ifPresent(table -> atEnds.addAll(KnownTables.measured(table, callback.options())));
        }
        try (Stream<RecordedEvent> events = run.events()) {
            return new ReplayEngine(run, MetricRoles.of(RecordedEpoch.of(events.iterator()), atEnds, measuredAnew));
        }
    }

    private static double firstRate(RecordedRun run, MetricRoles roles) {
        double seen = roles.firstRate() == null ? 0 : roles.firstRate();
        String configured = run.parameters().get("optimizer.lr");
        if (configured == null) {
            return seen;
        }
        try {
            double rate = Double.parseDouble(configured);
            return rate >= 0 && Double.isFinite(rate) ? rate : seen;
        } catch (NumberFormatException noNumber) {
            return seen; // a key of another engine's own
        }
    }

    /**
     * The epochs that the run was meant to have.
     *
     * @return a positive number
     */
    public int epochs() {
        List<RecordedSession> sessions = record.sessions();
        return sessions.get(sessions.size() - 1).plannedEpochs().orElse(Math.max(1, record.epochs()));
    }

    /**
     * The callback that gives the metrics which the engine does not record; to be attached with the others.
     *
     * @return a callback for one run
     */
    public RecordedMetrics recordedMetrics() {
        RecordedMetrics metrics = new RecordedMetrics();
        metrics.names = roles.produced();
        return metrics;
    }

    /**
     * Whether all that was recorded has been played.
     *
     * @return false if the replay was stopped before
     */
    public boolean isAtEnd() {
        return atEnd;
    }

    /** Whether there is a run yet. */
    boolean hasBegun() {
        return playhead.hasBegun();
    }

    /** The run that it plays in. */
    Run run() {
        return playhead.run();
    }

    /** Keeps all that is decided in the replay; for before it begins. */
    ReplayEngine keepingDecisions() {
        playhead.keepRateChanges();
        return this;
    }

    /** Does something when all that a run needs is there, before anything is played. */
    void beginningWith(Runnable introduction) {
        playhead.beginWith(introduction);
    }

    /** What was decided in the replay. Of changes of the learning rate its run tells the newest, and the playhead those before them. */
    List<Decision> decisions() {
        List<Decision> told = run().decisions();
        long changes = told.stream()
                .filter(decision -> decision.kind() == Decision.Kind.LEARNING_RATE)
                .count();
        List<Decision> all = new ArrayList<>(playhead.rateChanges());
        all.subList((int) Math.max(0, all.size() - changes), all.size()).clear();
        all.addAll(told);
        return all;
    }

    List<String> produced() {
        return roles.produced();
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public List<String> metrics() {
        return roles.ofEngine();
    }

    @Override
    public Map<Class<?>, Object> offers() {
        Map<Class<?>, Object> offers = new LinkedHashMap<>();
        offers.put(Clock.class, playhead);
        offers.put(Playhead.class, playhead);
        offers.put(Weights.class, model);
        offers.put(EngineState.class, model);
        if (roles.firstRate() != null) {
            offers.put(LearningRate.class, rate);
        }
        return offers;
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return roles.batchesPerEpoch() == 0 ? OptionalInt.empty() : OptionalInt.of(roles.batchesPerEpoch());
    }

    @Override
    public boolean accumulates() {
        return true; // steps come where they came then
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("replay.run", record.id());
    }

    @Override
    public void train(TrainingLoop loop) throws EndOfRecordException {
        Map<String, Integer> slots = new LinkedHashMap<>();
        roles.ofEngine().forEach(metric -> slots.put(metric, loop.slot(metric)));
        rate.follow(!loop.wants(LearningRate.class));
        try (Stream<RecordedEvent> events = record.events()) {
            var epochs = RecordedEpoch.of(events.iterator());
            while (epochs.hasNext()) {
                RecordedEpoch epoch = epochs.next();
                playhead.advanceTo(begin(epoch));
                if (!loop.nextEpoch()) {
                    return;
                }
                play(epoch, loop, slots);
            }
        }
        atEnd = true;
    }

    /** When an epoch began, so that it takes as many seconds as were measured. */
    private static long begin(RecordedEpoch epoch) {
        RecordedEvent end = epoch.end;
        Double seconds = end == null ? null : end.metrics().get("epoch_seconds");
        return end == null || seconds == null ? 0 : end.elapsedNanos() - Math.round(seconds * 1e9);
    }

    private void play(RecordedEpoch epoch, TrainingLoop loop, Map<String, Integer> slots) throws EndOfRecordException {
        for (RecordedEvent batch : epoch.batches) {
            boolean stepped = batch.step() > steps;
            steps = batch.step();
            rate.recorded(batch.metrics().get(MetricRoles.LEARNING_RATE));
            playhead.between();
            TrainingLoop.Go go = loop.beginBatch(batch.examples());
            if (go == TrainingLoop.Go.END) {
                break;
            }
            if (go == TrainingLoop.Go.RUN) {
                playhead.at(batch);
                record(batch, loop, slots);
                boolean computed = !MetricRoles.own(batch).isEmpty();
                if ((stepped || (batch.skipped() && computed)) && loop.gradients()) {
                    loop.step();
                    model.is(batch.epoch(), batch.step());
                }
                loop.endBatch();
            }
        }
        RecordedEvent end = epoch.end;
        if (end == null && !epoch.isValidated()) {
            throw EndOfRecordException.in(record, loop.epoch());
        }
        if (epoch.isValidated() && loop.beginValidation()) {
            validate(epoch, loop, slots);
        }
        if (end == null) {
            throw EndOfRecordException.in(record, loop.epoch());
        }
        playhead.at(end);
        rate.recorded(end.metrics().get(MetricRoles.LEARNING_RATE));
        loop.endEpoch();
    }

    private void validate(RecordedEpoch epoch, TrainingLoop loop, Map<String, Integer> slots)
            throws EndOfRecordException {
        for (RecordedEvent batch : epoch.validationBatches) {
            if (loop.beginValidationBatch(batch.examples()) != TrainingLoop.Go.RUN) {
                break;
            }
            playhead.at(batch);
            record(batch, loop, slots);
            loop.endValidationBatch();
        }
        RecordedEvent validation = epoch.validation;
        if (validation == null) {
            throw EndOfRecordException.in(record, loop.epoch());
        }
        playhead.at(validation);
        loop.endValidation();
    }

    private static void record(RecordedEvent batch, TrainingLoop loop, Map<String, Integer> slots) {
        MetricRoles.own(batch).forEach((metric, value) -> {
            Integer slot = slots.get(metric);
            if (slot != null) {
                loop.record(slot, value);
            }
        });
    }
}
