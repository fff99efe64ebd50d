package dev.trackside.runtime.core;

import dev.trackside.Decision;
import dev.trackside.FailurePolicy;
import dev.trackside.TracksideException;
import dev.trackside.runtime.facts.VersionSkew;
import java.lang.annotation.Annotation;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Decides what an exception in a callback means: the callback is detached, or the run fails. */
final class FailureJudge {

    private static final Logger LOG = LogManager.getLogger(FailureJudge.class);

    private final TrainingRun run;

    FailureJudge(TrainingRun run) {
        this.run = run;
    }

    /**
     * Judges a fault; returns if the run goes on.
     *
     * @throws CallbackFailedException if the run fails
     */
    void judge(Callback callback, String method, Class<? extends Annotation> event, Throwable fault) {
        judge(
                callback,
                describe(
                        callback,
                        method,
                        "at @" + event.getSimpleName() + run.progress().where(),
                        fault),
                fault);
    }

    /**
     * Judges what an {@code @Async} handler has thrown; returns if the run goes on.
     *
     * @throws CallbackFailedException if the run fails
     */
    void judgeAsync(Call call, Throwable fault) {
        String where = run.progress().where();
        String when = "at @%s on its own thread%s"
                .formatted(call.spec().event().getSimpleName(), where.isEmpty() ? "" : ", noticed" + where);
        judge(call.callback(), describe(call.callback(), call.method(), when, fault), fault);
    }

    private void judge(Callback callback, String what, Throwable fault) {
        if (fault instanceof VirtualMachineError && !(fault instanceof StackOverflowError)) {
            throw new CallbackFailedException(what, fault);
        }
        if (callback.failurePolicy() == FailurePolicy.FAIL) {
            throw new CallbackFailedException(what, fault);
        }
        if (callback.isAttached()) {
            LOG.error("{} It is detached, the run goes on without it.", what, MaskedFault.of(fault, run::masked));
            run.roster().detach(callback, what);
            run.firing().record(callback.id(), Decision.Kind.DETACH, what);
        }
    }

    private String describe(Callback callback, String method, String when, Throwable fault) {
        return "The callback %s (%s, from %s) failed %s: %s%s."
                .formatted(
                        callback.id(),
                        method,
                        callback.spec().origin(),
                        when,
                        run.masked(words(fault)),
                        VersionSkew.of(fault, callback.target()));
    }

    private static String words(Throwable fault) {
        String message = fault.getMessage();
        String type = fault.getClass().getSimpleName();
        if (message == null || message.isBlank()) {
            return type;
        }
        // The sentence around it has a period of its own.
        String sentence = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        // What Trackside and plugins say in words needs no type.
        return fault instanceof TracksideException ? sentence : type + ": " + sentence;
    }
}
