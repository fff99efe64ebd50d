package dev.trackside.runtime.core;

import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.runtime.async.AsyncFault;
import dev.trackside.runtime.async.AsyncLane;
import dev.trackside.runtime.dispatch.Line;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.runtime.metrics.MetricNames;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fires events: calls the handlers, joins their answers, records what was decided, then fires what handlers raised, then takes the checkpoints
 * they asked for, until all is quiet.
 */
final class EventFiring {

    /** No event is being fired. */
    static final long NONE = 0;

    private static final Control.Kind PROCEED = Control.Kind.PROCEED;
    private static final VarHandle IN_HANDLERS = inHandlersField();

    private final TrainingRun run;
    private final EventQueue queue = new EventQueue();
    private final List<Answer> answers = new ArrayList<>();
    private @Nullable Consumer<Throwable> faults;
    private volatile boolean asyncFailed;
    private long events;

    /** The number of the event whose handlers are being called, or {@link #NONE}; read by {@link Watch}, so written opaquely. */
    private long inHandlers = NONE;

    /** The event that is being fired if it is not the loop's last: a raised one, or one of the begin or end of the run. */
    private @Nullable Class<? extends Annotation> aside;

    private @Nullable EventKind followed;

    /** Whether anything is to be done before or after the next event beside calling its handlers: what each event asks first. */
    private volatile boolean news;

    /**
     * What a handler wants.
     *
     * @param callback who
     * @param control what
     * @param event when
     */
    private record Answer(Callback callback, Control control, String event) {}

    EventFiring(TrainingRun run) {
        this.run = run;
    }

    /** Says, from any thread, that there is something to be done before or after the next event. */
    void news() {
        news = true;
    }

    /** Raises an event that follows the current one. */
    void raise(Class<? extends Annotation> event, Object payload) {
        queue.add(event, payload);
        news();
    }

    /** Raises an event, from any thread, that follows the next one. */
    void raiseFromOtherThread(Class<? extends Annotation> event, Object payload) {
        queue.addFromOtherThread(event, payload);
        news();
    }

    /** Forgets what was raised and not yet fired. */
    void forgetRaised() {
        queue.clear();
    }

    private static VarHandle inHandlersField() {
        try {
            return MethodHandles.lookup().findVarHandle(EventFiring.class, "inHandlers", long.class);
        } catch (ReflectiveOperationException fault) {
            throw new ExceptionInInitializerError(fault);
        }
    }

    boolean isFiring() {
        return inHandlers != NONE;
    }

    /** The number of the event whose handlers are being called just now, for any thread; {@link #NONE} between events. */
    long eventInHandlers() {
        return (long) IN_HANDLERS.getOpaque(this);
    }

    /** The event that is being fired, or was fired last. */
    Class<? extends Annotation> current() {
        return aside == null ? run.progress().at.annotation() : aside;
    }

    /** Fires an event of the loop and all that follows from it; the answer that won. */
    Control.Kind fire(EventKind kind, long count, Layer metrics) {
        call(kind, count, metrics);
        return settle(kind);
    }

    /** Calls the handlers of an event of the loop. What follows from it comes with {@link #settle}. */
    void call(EventKind kind, long count, Layer metrics) {
        if (news) {
            run.roster().settle();
        }
        run.frame().show(metrics, null);
        Line line = run.dispatcher().line(kind);
        if (line != null) {
            send(line, count);
        }
    }

    /** Fires an event that is none of the loop's, and all that follows from it. */
    void fireAside(EventKind kind, Layer metrics, @Nullable Object payload) {
        run.roster().settle();
        aside = kind.annotation();
        run.frame().show(metrics, payload);
        Line line = run.dispatcher().line(kind);
        if (line != null) {
            send(line, 1);
        }
        settle(kind);
        aside = null;
    }

    /** Fires what was raised outside of any event, by the loop. */
    void settleNow() {
        run.roster().settle();
        settle(null);
    }

    /**
     * Fires an event that reaches every callback, whatever they throw, and what follows from it.
     *
     * @param faults takes what was thrown
     */
    void fireToAll(EventKind kind, Layer metrics, @Nullable Object payload, Consumer<Throwable> faults) {
        this.faults = faults;
        run.roster().settle();
        run.roster().ends();
        aside = kind.annotation();
        run.frame().show(metrics, payload);
        Line line = run.dispatcher().line(kind);
        if (line != null) {
            send(line, 1);
        }
        settle(kind);
    }

    /** Fires train begin to one callback that joins late. */
    void welcome(Callback callback) {
        Layer before = run.frame().layer();
        Object payload = run.frame().currentPayload();
        Class<? extends Annotation> last = aside;
        aside = EventKind.TRAIN_BEGIN.annotation();
        run.frame().show(run.progress().nothing, null);
        List<Call> calls = callback.calls().stream()
                .filter(call -> call.spec().event() == aside)
                .toList();
        send(run.dispatcher().line(calls), 1);
        aside = last;
        run.frame().show(before, payload);
    }

    private void send(Line line, long count) {
        Layer metrics = run.frame().layer();
        if (metrics == run.progress().nothing) {
            metrics.clear(); // of what handlers have produced at an earlier event
        }
        if (run.dispatcher().wants(run.learningRateSlot())) {
            run.showLearningRate(metrics);
        }
        events++;
        IN_HANDLERS.setOpaque(this, events);
        try {
            line.fire(run.frame(), metrics, count);
        } finally {
            IN_HANDLERS.setOpaque(this, NONE);
        }
    }

    /** Judges what a callback has thrown at the current event; returns if the run goes on. */
    void judge(Callback callback, String method, Throwable fault) {
        judge(() -> run.failures().judge(callback, method, current(), fault));
    }

    private void judge(Runnable judgment) {
        try {
            judgment.run();
        } catch (CallbackFailedException failed) {
            if (faults != null) {
                faults.accept(failed); // at the end of the run nobody is left out because of somebody else
            } else {
                run.ending().failed(failed);
                throw failed;
            }
        }
    }

    /** Takes the answer of a handler that does not want to proceed. */
    void accept(Callback callback, Control answer) {
        Class<? extends Annotation> event = current();
        if (answer.kind() == Control.Kind.SKIP_BATCH && !canSkip(event)) {
            throw new IllegalStateException(
                    "skipBatch(\"%s\") has no meaning at @%s: a batch can be skipped at @OnBatchBegin and @OnGradients only."
                            .formatted(answer.reason(), event.getSimpleName()));
        }
        answers.add(new Answer(callback, answer, event.getSimpleName()));
        news = true;
    }

    /** Whether a batch can be skipped; an answer to an event that was raised counts as given at the one that it follows. */
    private boolean canSkip(Class<? extends Annotation> event) {
        EventKind given = followed;
        return EventKind.canSkip(given == null ? event : given.annotation());
    }

    /**
     * Decides upon the answers, then fires what was raised, until nothing is left.
     *
     * @param kind the event of the loop that was fired; null outside of any
     * @return the answer that won
     */
    Control.Kind settle(@Nullable EventKind kind) {
        if (!news) {
            return PROCEED;
        }
        news = false;
        if (run.roster().isChanging()) {
            news = true; // for the next event
        }
        queue.chainEnds();
        queue.takeFromOtherThreads();
        judgeAsync();
        run.budget().checkIfAsked();
        Control.Kind verdict = decide(PROCEED, kind);
        CheckpointTaking checkpoints = run.services().checkpoints();
        while (!queue.isEmpty() || checkpoints.isWritten() || checkpoints.isAsked()) {
            EventQueue.Raised raised = queue.next();
            if (raised != null) {
                fireRaised(raised, kind);
                verdict = decide(verdict, kind);
            } else if (checkpoints.isWritten()) {
                checkpoints.tell();
            } else {
                checkpoints.take();
            }
        }
        queue.chainEnds();
        return verdict;
    }

    private void fireRaised(EventQueue.Raised raised, @Nullable EventKind kind) {
        run.roster().settle();
        Line line = run.dispatcher().line(raised.event());
        long count = run.counts().count(raised.event());
        if (line == null) {
            return;
        }
        Class<? extends Annotation> before = aside;
        Object payload = run.frame().currentPayload();
        run.frame().show(run.frame().layer(), raised.payload());
        aside = raised.event();
        followed = kind;
        send(line, count);
        followed = null;
        aside = before;
        run.frame().show(run.frame().layer(), payload);
    }

    /** A handler has failed on the thread of its plugin; judged at the end of an event. From any thread. */
    void asyncFailed() {
        asyncFailed = true;
        news();
    }

    /** Judges what handlers have thrown on threads of their plugins; returns if the run goes on. */
    void judgeAsync() {
        if (!asyncFailed) {
            return;
        }
        asyncFailed = false;
        for (Callback callback : run.roster().attached()) {
            Optional<AsyncFault> fault = callback.lane().flatMap(AsyncLane::takeFault);
            if (fault.isPresent()) {
                Call call = callback.calls().get(fault.get().handler());
                try {
                    judge(() -> run.failures().judgeAsync(call, fault.get().thrown()));
                } catch (CallbackFailedException failed) {
                    asyncFailed(); // those of others are judged later
                    throw failed;
                }
            }
        }
    }

    /**
     * Joins the answers that came since the last decision; the strongest wins, of equals the first. The loop takes it into account at once, as
     * what a checkpoint of this event holds must not be undone by a resume.
     */
    private Control.Kind decide(Control.Kind soFar, @Nullable EventKind event) {
        if (answers.isEmpty()) {
            return soFar;
        }
        List<Answer> given = List.copyOf(answers);
        answers.clear();
        int winner = -1;
        Control.Kind verdict = soFar;
        for (int i = 0; i < given.size(); i++) {
            Control.Kind kind = given.get(i).control().kind();
            if (!isDeferred(kind) && kind.compareTo(verdict) > 0) {
                winner = i;
                verdict = kind;
            }
        }
        for (int i = 0; i < given.size(); i++) {
            record(given.get(i), i == winner && !run.ending().isStopping());
        }
        if (winner >= 0 && verdict == Control.Kind.STOP) {
            run.ending().stop(given.get(winner).control().reason());
        }
        run.loop().answered(event, verdict);
        return verdict;
    }

    private void record(Answer answer, boolean taken) {
        Control.Kind kind = answer.control().kind();
        Decision.Effect otherwise = isDeferred(kind) ? Decision.Effect.DEFERRED : Decision.Effect.OVERRULED;
        record(
                answer.callback().id(),
                kindOf(kind),
                answer.control().reason(),
                answer.control().cause(),
                answer.event(),
                taken ? Decision.Effect.TAKEN : otherwise);
    }

    private boolean isDeferred(Control.Kind kind) {
        return kind == Control.Kind.STOP && !run.ending().mayStop();
    }

    private static Decision.Kind kindOf(Control.Kind kind) {
        return switch (kind) {
            case SKIP_BATCH -> Decision.Kind.SKIP_BATCH;
            case STOP_EPOCH -> Decision.Kind.STOP_EPOCH;
            case STOP -> Decision.Kind.STOP;
            case PROCEED -> throw new IllegalArgumentException("to proceed is no decision");
        };
    }

    /** Records a decision and raises {@code OnDecision}. */
    void record(
            String callback,
            Decision.Kind kind,
            String reason,
            Optional<String> cause,
            String event,
            Decision.Effect effect) {
        Progress progress = run.progress();
        Map<String, Double> metrics = run.metricsNow();
        Decision decision = new Decision(
                callback,
                kind,
                reason,
                cause,
                event,
                progress.epoch,
                progress.steps,
                effect,
                metrics,
                run.clock().now());
        run.decisions().add(decision);
        raise(EventKind.DECISION.annotation(), decision);
    }

    /** Records a change of the learning rate. There may be one at each step, so it is put into words only when somebody asks. */
    void recordRate(String callback, String reason, double before, double after) {
        String event = current().getSimpleName();
        int epoch = run.progress().epoch;
        long step = run.progress().steps;
        Layer metrics = run.frame().layer().copy();
        Instant time = run.clock().now();
        MetricNames names = run.names();
        Supplier<Decision> change = () -> new Decision(
                callback,
                Decision.Kind.LEARNING_RATE,
                String.format(Locale.ROOT, "%s (%.4g → %.4g)", reason, before, after),
                Optional.empty(),
                event,
                epoch,
                step,
                Decision.Effect.TAKEN,
                names.toMap(metrics),
                time);
        run.decisions().addRateChange(change);
        if (news || run.dispatcher().line(EventKind.DECISION) != null) {
            raise(EventKind.DECISION.annotation(), change.get());
        } else {
            run.counts().count(EventKind.DECISION.annotation()); // nobody hears it, and nobody is about to join
        }
    }

    void record(String callback, Decision.Kind kind, String reason) {
        record(callback, kind, reason, Optional.empty(), current().getSimpleName(), Decision.Effect.TAKEN);
    }
}
