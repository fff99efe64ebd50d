package dev.trackside;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Something a callback did to a run, with what it knew: the answer to "why did it stop at epoch 17?".
 *
 * @param callback the id of the callback; {@code run} for what the run did itself
 * @param kind what was done
 * @param reason why, for people
 * @param cause why, for programs: the name of an enum's constant of that callback, e.g. {@code STALE}; empty if it told none
 * @param event the event at which it was done, e.g. {@code OnEpochEnd}
 * @param epoch the index of the epoch, from 0; -1 outside of epochs
 * @param step optimizer steps done at that moment
 * @param effect what became of it
 * @param metrics the metrics of that event
 * @param time when, by the wall clock
 * @since 0.1
 */
public record Decision(
        String callback,
        Kind kind,
        String reason,
        Optional<String> cause,
        String event,
        int epoch,
        long step,
        Effect effect,
        Map<String, Double> metrics,
        Instant time) {

    /** What can be done to a run. */
    public enum Kind {
        /** A batch was skipped. */
        SKIP_BATCH,
        /** The rest of an epoch was given up. */
        STOP_EPOCH,
        /** The run was stopped. */
        STOP,
        /** The run was interrupted. */
        INTERRUPT,
        /** The learning rate was changed. */
        LEARNING_RATE,
        /** Weights were restored. */
        RESTORE,
        /** A callback was detached. */
        DETACH
    }

    /** What became of a decision. */
    public enum Effect {
        /** It took effect. */
        TAKEN,
        /** A stronger answer, or an equal earlier one, won. */
        OVERRULED,
        /** It came before {@code run.min-epochs} or {@code run.min-steps} and must be asked for again. */
        DEFERRED
    }

    /**
     * Checks and copies the parts.
     *
     * @throws IllegalArgumentException if the reason is blank
     */
    public Decision {
        Objects.requireNonNull(callback, "callback");
        Objects.requireNonNull(kind, "kind");
        if (reason.isBlank()) {
            throw new IllegalArgumentException("a decision of %s needs a reason".formatted(callback));
        }
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(event, "event");
        Objects.requireNonNull(effect, "effect");
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        Objects.requireNonNull(time, "time");
    }
}
