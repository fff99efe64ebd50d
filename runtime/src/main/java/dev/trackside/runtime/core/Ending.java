package dev.trackside.runtime.core;

import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.runtime.metrics.MetricNames;
import dev.trackside.spi.HandlerSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/** Why a run ends, and its end: whatever ended it, train end reaches everybody and callbacks are closed. */
final class Ending {

    private static final Logger LOG = LogManager.getLogger(Ending.class);

    private final TrainingRun run;
    private final List<Throwable> faults = new ArrayList<>();
    private @Nullable String stopReason;
    private volatile @Nullable String interruptAsked;
    private boolean interrupted;
    private @Nullable Throwable failure;
    private volatile @Nullable Outcome outcome;
    private volatile @Nullable String reason;

    Ending(TrainingRun run) {
        this.run = run;
    }

    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    void stop(String why) {
        if (!isStopping()) {
            stopReason = why;
        }
    }

    boolean mayStop() {
        return run.hasReached(run.settings().minEpochs(), run.settings().minSteps());
    }

    boolean isStopping() {
        return stopReason != null || interrupted;
    }

    void interrupt(String why) {
        if (interruptAsked == null) {
            interruptAsked = why.isBlank() ? "interrupted" : why;
        }
    }

    boolean isInterrupted() {
        return interrupted;
    }

    void noticeInterrupt() {
        String why = interruptAsked;
        if (why != null && !interrupted) {
            // Between epochs too: what handlers of train end do, such as restoring weights, is not to be continued
            // from.
            run.services().checkpoints().interrupted();
            interrupted = true;
            run.firing().record("run", Decision.Kind.INTERRUPT, why);
            run.firing().settleNow();
        }
    }

    /** Keeps what fails the run; what comes later of it is suppressed. */
    void failed(Throwable fault) {
        if (failure == null) {
            failure = fault;
        } else if (!isCause(failure, fault)) {
            faults.add(fault);
        }
    }

    boolean hasFailed() {
        return failure != null;
    }

    /** Throws again what failed the run, if the loop has swallowed it: a failed run does not go on. */
    void rethrowFailure() {
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
    }

    /** Fires the end of the run, closes the callbacks, and throws again what failed it. */
    void end(boolean left) throws Exception {
        finishCheckpoints();
        finishAsync();
        Throwable failed = failure;
        if (failed != null) {
            outcome = Outcome.FAILED;
            reason = run.masked(failed.getMessage() == null ? failed.toString() : failed.getMessage());
            run.services().checkpoints().giveUp();
            run.firing().forgetRaised();
            run.roster().ends();
            run.firing().fireToAll(EventKind.FAILURE, run.progress().lastEpochMetrics, failed, faults::add);
            run.async().flush();
        } else if (stopReason != null) {
            outcome = Outcome.STOPPED;
            reason = stopReason;
        } else if (interrupted) {
            outcome = Outcome.INTERRUPTED;
            reason = interruptAsked;
        } else if (left) {
            outcome = Outcome.LEFT;
            reason = "left by the loop";
        } else {
            outcome = Outcome.COMPLETED;
        }
        run.firing().fireToAll(EventKind.TRAIN_END, run.progress().lastEpochMetrics, run.view(), faults::add);
        do {
            run.services().checkpoints().finish();
            run.async().finish();
        } while (run.services().checkpoints().finish());
        warnOfWhatNeverCame();
        run.roster().attached().forEach(AsyncWaiting::warnOfDropped);
        faults.addAll(run.roster().closeAll());
        run.isOver();
        run.budget().report(run.summary());
        rethrow(failed);
    }

    /** Waits for the checkpoints that are being written; one that fails then may fail the run, as at any event. */
    private void finishCheckpoints() {
        while (failure == null && run.services().checkpoints().isBusy()) {
            try {
                run.services().checkpoints().finish();
            } catch (CallbackFailedException failed) {
                failed(failed);
            }
        }
    }

    /** Lets {@code @Async} handlers do what they have still to do; one that fails then may fail the run, as at any event. */
    private void finishAsync() {
        run.async().flush();
        if (failure == null) {
            try {
                run.firing().judgeAsync();
            } catch (CallbackFailedException failed) {
                failed(failed);
            }
        }
    }

    private static boolean isCause(Throwable cause, Throwable fault) {
        for (Throwable one = fault; one != null; one = one.getCause()) {
            if (one == cause) {
                return true;
            }
        }
        return false;
    }

    private void rethrow(@Nullable Throwable failed) throws Exception {
        Throwable thrown = failed;
        for (Throwable fault : faults) {
            if (thrown == null) {
                thrown = fault;
                outcome = Outcome.FAILED;
                reason = run.masked(String.valueOf(fault.getMessage()));
            } else if (thrown != fault) {
                thrown.addSuppressed(fault);
            }
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw (Exception) thrown;
        }
    }

    private void warnOfWhatNeverCame() {
        if (!run.hasTrained()) {
            return; // nothing could come
        }
        for (Callback callback : run.roster().attached()) {
            for (Call call : callback.calls()) {
                warnIfItHasNoEvent(callback, call);
                if (call.isWanted()) {
                    call.spec().metrics().forEach(use -> warnIfItNeverCame(callback, call, use));
                }
            }
        }
    }

    private void warnIfItHasNoEvent(Callback callback, Call call) {
        if (call.spec().event() == EventKind.GRADIENTS.annotation() && !run.progress().hasGradients) {
            LOG.warn(
                    "{} hears @OnGradients, an event that {} never fires, so {} was not called.",
                    callback.id(),
                    run.isOwnLoop() ? "a loop without batch.gradients()" : "the engine " + run.engineName(),
                    call.method());
        }
    }

    private void warnIfItNeverCame(Callback callback, Call call, HandlerSpec.MetricUse use) {
        String name = Dispatcher.nameOf(callback, use);
        if (name.isBlank()
                || name.equals(MetricNames.LEARNING_RATE)
                || run.names().wasSeen(name)) {
            return;
        }
        String producer = run.names().producerOf(name);
        LOG.warn(
                "{} takes the metric {}, which {} but never came, so {} was {}.",
                callback.id(),
                name,
                producer == null ? "nobody has declared" : "is declared by " + producer,
                call.method(),
                use.required() ? "not called" : "called without it");
    }
}
