package dev.trackside.runtime.core;

import dev.trackside.Control;
import dev.trackside.Decision;
import dev.trackside.LearningRate;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Fires events: calls the handlers, joins their answers, records what was decided, then fires what handlers raised, then takes the checkpoints
 * they asked for, until all is quiet.
 */
final class EventFiring {

    private static final Control.Kind PROCEED = Control.Kind.PROCEED;

    private final TrainingRun run;
    private final EventQueue queue = new EventQueue();
    private final List<Answer> answers = new ArrayList<>();
    private @Nullable Consumer<Throwable> faults;
    private boolean firing;
    private Class<? extends Annotation> current = EventKind.TRAIN_BEGIN.annotation();
    private @Nullable EventKind followed;

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

    EventQueue queue() {
        return queue;
    }

    boolean isFiring() {
        return firing;
    }

    /** The event that is being fired, or was fired last. */
    Class<? extends Annotation> current() {
        return current;
    }

    /** Fires an event of the loop and all that follows from it; the answer that won. */
    Control.Kind fire(EventKind kind, long count, Layer metrics) {
        return fire(kind, count, metrics, null, EventFiring::nothing);
    }

    private static void nothing() {
        // Nothing happens between the handlers of such an event and what follows from it.
    }

    /**
     * Fires an event of the loop and all that follows from it.
     *
     * @param handled is run when every handler was called, before anything that follows
     * @return the answer that won
     */
    Control.Kind fire(EventKind kind, long count, Layer metrics, @Nullable Object payload, Runnable handled) {
        run.roster().settle();
        Call[] calls = run.dispatcher().calls(kind);
        show(metrics, payload);
        current = kind.annotation();
        send(calls, kind.annotation(), count);
        handled.run();
        return settle(kind);
    }

    /** Fires what was raised outside of any event, by the loop. */
    Control.Kind settleNow() {
        run.roster().settle();
        return settle(null);
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
        show(metrics, payload);
        current = kind.annotation();
        send(run.dispatcher().calls(kind), kind.annotation(), 1);
        settle(kind);
    }

    /** Fires train begin to one callback that joins late. */
    void welcome(Callback callback) {
        Layer before = run.frame().layer();
        Object payload = run.frame().currentPayload();
        show(run.progress().nothing, null);
        Call[] calls = callback.calls().stream()
                .filter(call -> call.spec().event() == EventKind.TRAIN_BEGIN.annotation())
                .toArray(Call[]::new);
        Class<? extends Annotation> last = current;
        current = EventKind.TRAIN_BEGIN.annotation();
        send(calls, current, 1);
        current = last;
        show(before, payload);
    }

    private void show(Layer metrics, @Nullable Object payload) {
        if (metrics == run.progress().nothing) {
            metrics.clear(); // of what handlers have produced at an earlier event
        }
        run.frame().show(metrics);
        run.frame().payload(payload);
        LearningRate rate = run.services().learningRate().orElse(null);
        if (rate != null) {
            metrics.set(run.learningRateSlot(), rate.get());
        }
    }

    private void send(Call[] calls, Class<? extends Annotation> event, long count) {
        if (calls.length == 0) {
            return;
        }
        firing = true;
        try {
            long elapsed = run.dispatcher().hasPeriods() ? run.times().elapsedNanos() : 0;
            for (Call call : calls) {
                if (call.isDue(count, elapsed, run.frame().layer())) {
                    send(call, event);
                }
            }
        } finally {
            firing = false;
        }
    }

    private void send(Call call, Class<? extends Annotation> event) {
        Callback callback = call.callback();
        run.frame().callee(callback);
        callback.counted();
        try {
            Control answer = callback.handlers().call(call.index(), run.frame());
            if (answer != null && answer.kind() != PROCEED) {
                accept(callback, answer, event);
            }
        } catch (Throwable fault) { // which faults are whose is one rule, in one place
            judge(callback, call.method(), fault);
        } finally {
            run.frame().callee(null);
        }
    }

    /** Judges what a callback has thrown at the current event; returns if the run goes on. */
    void judge(Callback callback, String method, Throwable fault) {
        try {
            run.failures().judge(callback, method, current, fault);
        } catch (CallbackFailedException failed) {
            if (faults != null) {
                faults.accept(failed); // at the end of the run nobody is left out because of somebody else
            } else {
                run.ending().failed(failed);
                throw failed;
            }
        }
    }

    private void accept(Callback callback, Control answer, Class<? extends Annotation> event) {
        if (answer.kind() == Control.Kind.SKIP_BATCH && !canSkip(event)) {
            throw new IllegalStateException(
                    "skipBatch(\"%s\") has no meaning at @%s: a batch can be skipped at @OnBatchBegin and @OnGradients only."
                            .formatted(answer.reason(), event.getSimpleName()));
        }
        answers.add(new Answer(callback, answer, event.getSimpleName()));
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
     */
    private Control.Kind settle(@Nullable EventKind kind) {
        queue.chainEnds();
        queue.takeFromOtherThreads();
        judgeAsync();
        Control.Kind verdict = decide(PROCEED, kind);
        while (!queue.isEmpty() || run.services().checkpoints().isAsked()) {
            EventQueue.Raised raised = queue.next();
            if (raised != null) {
                fireRaised(raised, kind);
                verdict = decide(verdict, kind);
            } else {
                run.services().checkpoints().take();
            }
        }
        queue.chainEnds();
        return verdict;
    }

    private void fireRaised(EventQueue.Raised raised, @Nullable EventKind kind) {
        run.roster().settle();
        Call[] calls = run.dispatcher().calls(raised.event());
        long count = run.counts().count(raised.event());
        if (calls.length == 0) {
            return;
        }
        Class<? extends Annotation> before = current;
        Object payload = run.frame().currentPayload();
        run.frame().payload(raised.payload());
        current = raised.event();
        followed = kind;
        send(calls, raised.event(), count);
        followed = null;
        current = before;
        run.frame().payload(payload);
    }

    private void judgeAsync() {
        if (!run.dispatcher().hasAsync()) {
            return;
        }
        for (Callback callback : run.roster().attached()) {
            callback.startedLane()
                    .ifPresent(lane -> lane.takeFaults().forEach(fault -> judge(callback, "an @Async handler", fault)));
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
    void record(String callback, Decision.Kind kind, String reason, String event, Decision.Effect effect) {
        Progress progress = run.progress();
        Map<String, Double> metrics = run.names().toMap(run.frame().layer());
        Decision decision = new Decision(
                callback,
                kind,
                reason,
                event,
                progress.epoch,
                progress.steps,
                effect,
                metrics,
                run.clock().now());
        run.decisions().add(decision);
        queue.add(EventKind.DECISION.annotation(), decision);
    }

    void record(String callback, Decision.Kind kind, String reason) {
        record(callback, kind, reason, current.getSimpleName(), Decision.Effect.TAKEN);
    }
}
