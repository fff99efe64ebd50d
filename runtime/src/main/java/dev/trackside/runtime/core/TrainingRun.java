package dev.trackside.runtime.core;

import dev.trackside.Attachment;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.LearningRate;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import dev.trackside.runtime.checkpoint.CheckpointReader;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.runtime.metrics.MetricNames;
import dev.trackside.spi.HandlerTable;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** One run: holds its parts together, begins it, ends it, whatever happens in between. Used once. */
public final class TrainingRun {

    private static final Logger LOG = LogManager.getLogger(TrainingRun.class);

    private final RunSpec spec;
    private final OwnThread thread = new OwnThread();
    private final @Nullable CallDeadline deadline;
    private final Progress progress = new Progress();
    private final MetricNames names = new MetricNames();
    private final RunFrame frame = new RunFrame(progress, names, thread);
    private final Dispatcher dispatcher;
    private final DecisionLog decisions = new DecisionLog();
    private final RunView view = new RunView(this);
    private final Roster roster = new Roster(this);
    private final FailureJudge failures = new FailureJudge(this);
    private final EventFiring firing = new EventFiring(this);
    private final Attaching attaching = new Attaching(this);
    private final EventCounts counts = new EventCounts(progress);
    private final AsyncWaiting async = new AsyncWaiting(this);
    private final Ending ending = new Ending(this);
    private final TimeBudget budget = new TimeBudget(this);
    private final RunTimes times;
    private final RunPlan plan;
    private final Services services;
    private final EngineLoop loop;
    private final @Nullable LearningRate learningRate;
    private final int learningRateSlot;
    private final int epochSecondsSlot;
    private final int examplesPerSecondSlot;

    private boolean trained;
    private boolean namesChecked;
    private boolean validationNamesChecked;
    private volatile boolean over;
    private volatile @Nullable RunSummary published;

    /** Trains by driving the loop. */
    @FunctionalInterface
    public interface Body {
        /**
         * Trains until the loop says that it is over.
         *
         * @param loop the loop
         * @throws Exception if training fails
         */
        void train(EngineLoop loop) throws Exception;
    }

    /**
     * Sets up a run.
     *
     * @param spec all that it is started with
     */
    public TrainingRun(RunSpec spec) {
        this.spec = spec;
        this.times = new RunTimes(spec.clock());
        this.deadline = spec.settings()
                .callbackDeadline()
                .map(limit -> new CallDeadline(limit, thread))
                .orElse(null);
        this.dispatcher = new Dispatcher(times);
        this.plan = new RunPlan(
                spec.settings().epochs(),
                spec.batchesPerEpoch(),
                spec.settings().accumulate());
        this.services = new Services(this, spec.console(), new RunFolder(spec.folder()), spec.offers());
        this.loop = new EngineLoop(this);
        this.learningRate = services.learningRate().orElse(null);
        declareMetrics();
        this.learningRateSlot = names.slotOf(MetricNames.LEARNING_RATE);
        this.epochSecondsSlot = names.slotOf(MetricNames.EPOCH_SECONDS);
        this.examplesPerSecondSlot = names.slotOf(MetricNames.EXAMPLES_PER_SECOND);
    }

    private void declareMetrics() {
        String recorder = isOwnLoop() ? "the loop" : "the engine " + spec.engine();
        for (String metric : spec.metrics()) {
            names.declare(metric, recorder);
        }
        names.declare(MetricNames.EPOCH_SECONDS, "the run");
        names.declare(MetricNames.EXAMPLES_PER_SECOND, "the run");
        if (services.learningRate().isPresent()) {
            names.declare(MetricNames.LEARNING_RATE, "the run");
        }
        if (spec.openMetrics()) {
            names.open();
        }
    }

    /**
     * Trains and ends the run, on the thread that attached the callbacks. Returns if it did not fail.
     *
     * @param body what trains
     * @throws Exception what failed the run, after train end was fired
     */
    public void train(Body body) throws Exception {
        boolean left = false;
        Watch watch = new Watch(this);
        watch.begin();
        ExitReport exits = ExitReport.begin(this);
        try {
            begin();
            body.train(loop);
            left = loop.finish();
        } catch (Throwable fault) { // whatever it is, the run ends in order and it is thrown again
            ending.failed(fault);
        }
        try {
            ending.end(left);
        } finally {
            services.checkpoints().await(); // whatever broke the end, no file is left half written
            watch.end();
            exits.end();
        }
    }

    /**
     * Attaches what joins from the beginning; nothing of it is called yet.
     *
     * @param callbacks the callbacks
     * @throws TracksideException if the run cannot give them what they take; they are closed then
     */
    public void attachAll(List<CallbackSpec> callbacks) {
        thread.claim();
        published = summary();
        List<Callback> attached = new ArrayList<>();
        callbacks.forEach(callback -> attached.add(new Callback(callback)));
        try {
            List<Callback> ordered = Attaching.order(attached);
            List<Callback> leftOut = attaching.prepare(ordered, ordered);
            if (!leftOut.isEmpty()) {
                ordered = attaching.without(leftOut, ordered);
            }
            spec.resume().ifPresent(found -> new RunState(this).check(found.data()));
            roster.begin(ordered);
            ordered.forEach(callback -> LOG.info(
                    "{} ({}) from {}, {}",
                    callback.id(),
                    callback.spec().phase(),
                    callback.spec().origin(),
                    callback.spec().why()));
        } catch (RuntimeException fault) {
            for (int i = attached.size() - 1; i >= 0; i--) {
                try {
                    attached.get(i).close();
                } catch (Exception second) {
                    fault.addSuppressed(second);
                }
            }
            throw fault;
        }
    }

    /** The order of those that are left, once what they require was seen to be there. */
    private void begin() {
        times.begin();
        roster.settle();
        roster.begins();
        // What is asked for at train begin of a resumed run is saved when there is something to save.
        services.checkpoints().hold(spec.resume().isPresent());
        firing.fire(EventKind.TRAIN_BEGIN, 1, progress.nothing);
        if (spec.resume().isPresent()) {
            CheckpointReader.Found found = spec.resume().get();
            new RunState(this).restore(found.data());
            services.checkpoints().recall();
            services.checkpoints().hold(false);
            loop.resumption().begin();
            firing.fireAside(
                    EventKind.RESUME,
                    progress.lastEpochMetrics,
                    RunState.describe(found.data(), found.file().toString()));
        }
    }

    // ---- what others ask of the run

    /**
     * The run as handlers see it.
     *
     * @return the view
     */
    public Run view() {
        return view;
    }

    Attachment attach(String id, Object callback, HandlerTable table) {
        thread.check("Run.attach");
        if (roster.isEnding()) {
            throw new TracksideException(
                    "%s cannot join: the run is at its end, and there is no event left for it.".formatted(id));
        }
        Callback joining = new Callback(spec.configurer().configure(id, callback, table));
        if (roster.find(joining.id()).isPresent()) {
            throw new TracksideException(
                    "The id %s is taken in this run. Attach it under another one: attach(\"%s-2\", callback)."
                            .formatted(joining.id(), joining.id()));
        }
        List<Callback> all = new ArrayList<>(roster.attached());
        all.add(joining);
        try {
            Attaching.orderAgain(all, List.of(joining)); // a cycle is an error here, not at the next event
            attaching.prepare(List.of(joining), all);
        } catch (RuntimeException fault) {
            names.withdraw(joining.id());
            throw fault;
        }
        roster.join(joining);
        LOG.debug(
                "{} ({}) from {}, {}",
                joining.id(),
                joining.spec().phase(),
                joining.spec().origin(),
                joining.spec().why());
        return attachment(joining);
    }

    private Attachment attachment(Callback callback) {
        return new Attachment() {
            @Override
            public String id() {
                return callback.id();
            }

            @Override
            public boolean attached() {
                return callback.isAttached() && !callback.isAskedToDetach();
            }

            @Override
            public void detach() {
                callback.askToDetach();
                firing.news();
            }
        };
    }

    void raise(Class<? extends Annotation> event, Object payload) {
        if (over) {
            throw new IllegalStateException(
                    "The run %s is over, @%s can reach nobody.".formatted(id(), event.getSimpleName()));
        }
        firing.raise(event, payload);
        if (times.isRunning() && !firing.isFiring()) { // before train begin it waits for that
            firing.settleNow();
        }
    }

    void checkNames(Layer metrics, boolean ofValidation) {
        if (knowsAll(ofValidation) || !names.hasRecorded(metrics, ofValidation)) {
            return;
        }
        if (ofValidation) {
            validationNamesChecked = true;
        } else {
            namesChecked = true;
        }
        attaching.checkNames(metrics, ofValidation);
    }

    /** Whether a metric that is not declared by now is unknown: an own loop shows what it records in its first epoch. */
    boolean knowsAll(boolean ofValidation) {
        return !names.isOpen() || (ofValidation ? validationNamesChecked : namesChecked);
    }

    /** Batches in each epoch, if the engine knows. */
    OptionalInt batchesPerEpoch() {
        return spec.batchesPerEpoch();
    }

    boolean hasEpoch(int index) {
        return spec.settings().epochs().isEmpty()
                || index < spec.settings().epochs().getAsInt();
    }

    /** Nothing can follow any more. */
    void isOver() {
        published = summary();
        over = true;
    }

    boolean hasTrained() {
        return trained;
    }

    boolean hasReached(int epochs, long steps) {
        return progress.epochsEnded >= epochs && progress.steps >= steps;
    }

    void epochEnds(int batches) {
        trained = true;
        plan.epochHadBatches(batches);
        published = summary();
        budget.check();
    }

    /** The run in figures: as they are now on the thread that trains, as the last epoch left them on any other. */
    RunSummary summary() {
        RunSummary known = published;
        if ((over || !thread.isCurrent()) && known != null) {
            return known;
        }
        return new RunSummary(
                progress.epochsEnded,
                progress.batches,
                progress.steps,
                Duration.ofNanos(times.elapsedNanos()),
                names.toMap(progress.lastEpochMetrics),
                roster.summaries());
    }

    // ---- parts

    Console console() {
        return spec.console();
    }

    String id() {
        return spec.id();
    }

    String name() {
        return spec.name();
    }

    boolean isOwnLoop() {
        return spec.engine().equals("loop");
    }

    String engineName() {
        return spec.engine();
    }

    Map<String, String> parameters() {
        return spec.parameters();
    }

    /** The callbacks that are attached now, with their jars and options, in plain form. */
    Map<String, @Nullable Object> plugins() {
        List<RunSummary.Callback> inOrder = new ArrayList<>();
        roster.attached().forEach(callback -> inOrder.add(callback.summary(times.elapsedNanos())));
        return spec.describer().describe(inOrder);
    }

    /** Keeps secrets out of a text that others wrote. */
    String masked(String text) {
        return spec.secrets().mask(text);
    }

    RunSpec.Settings settings() {
        return spec.settings();
    }

    long seed() {
        return spec.settings().seed();
    }

    int validateEvery() {
        return spec.settings().validateEvery();
    }

    Clock clock() {
        return spec.clock();
    }

    RunTimes times() {
        return times;
    }

    EventCounts counts() {
        return counts;
    }

    Ending ending() {
        return ending;
    }

    AsyncWaiting async() {
        return async;
    }

    TimeBudget budget() {
        return budget;
    }

    RunPlan plan() {
        return plan;
    }

    EngineLoop loop() {
        return loop;
    }

    /** Ends calls that take too long; null if none is set. */
    @Nullable
    CallDeadline deadline() {
        return deadline;
    }

    OwnThread thread() {
        return thread;
    }

    Progress progress() {
        return progress;
    }

    MetricNames names() {
        return names;
    }

    RunFrame frame() {
        return frame;
    }

    Dispatcher dispatcher() {
        return dispatcher;
    }

    DecisionLog decisions() {
        return decisions;
    }

    Roster roster() {
        return roster;
    }

    FailureJudge failures() {
        return failures;
    }

    EventFiring firing() {
        return firing;
    }

    Services services() {
        return services;
    }

    int learningRateSlot() {
        return learningRateSlot;
    }

    /** Gives a layer the learning rate that is set now, if there is one. */
    void showLearningRate(Layer metrics) {
        if (learningRate != null) {
            metrics.set(learningRateSlot, learningRate.get());
        }
    }

    /** The metrics of the current event by name. */
    Map<String, Double> metricsNow() {
        showLearningRate(frame.layer());
        return names.toMap(frame.layer());
    }

    int epochSecondsSlot() {
        return epochSecondsSlot;
    }

    int examplesPerSecondSlot() {
        return examplesPerSecondSlot;
    }
}
