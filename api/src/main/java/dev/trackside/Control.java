package dev.trackside;

import java.util.Objects;
import java.util.Optional;

/**
 * What a handler wants of the run. All handlers of the event still run; the strongest answer wins, of equals the first.
 *
 * @param kind what is wanted
 * @param reason why, for people; empty for {@link Kind#PROCEED} alone
 * @param cause why, for programs: the name of an enum's constant, e.g. {@code STALE}; empty if {@link #because} was not asked
 * @since 0.1
 */
public record Control(Kind kind, String reason, Optional<String> cause) {

    private static final Control PROCEED = new Control(Kind.PROCEED, "", Optional.empty());

    /** What can be wanted, from the weakest to the strongest. A stronger one includes the weaker. */
    public enum Kind {
        /** Nothing: the run goes on. */
        PROCEED,
        /** At batch begin no forward pass, at gradients no optimizer step; the batch still ends. An error at any other event. */
        SKIP_BATCH,
        /** No further batch in this epoch; its validation and its end still come. */
        STOP_EPOCH,
        /** No further batch and no further epoch; validation, epoch end and train end still come. */
        STOP
    }

    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if anything but {@link Kind#PROCEED} comes without a reason
     */
    public Control {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(cause, "cause");
        if (kind != Kind.PROCEED && reason.isBlank()) {
            throw new IllegalArgumentException(
                    kind + " needs a reason: people will ask why the run did not go on. Say it in a few words.");
        }
    }

    /**
     * Wants nothing.
     *
     * @return the answer that lets the run go on
     */
    public static Control proceed() {
        return PROCEED;
    }

    /**
     * Wants this batch skipped: at batch begin its forward pass, at gradients its step.
     *
     * @param reason why
     * @return the answer
     */
    public static Control skipBatch(String reason) {
        return new Control(Kind.SKIP_BATCH, reason, Optional.empty());
    }

    /**
     * Wants no further batch in this epoch.
     *
     * @param reason why
     * @return the answer
     */
    public static Control stopEpoch(String reason) {
        return new Control(Kind.STOP_EPOCH, reason, Optional.empty());
    }

    /**
     * Wants the run to end.
     *
     * @param reason why
     * @return the answer
     */
    public static Control stop(String reason) {
        return new Control(Kind.STOP, reason, Optional.empty());
    }

    /**
     * The same answer with its cause in a form that programs can tell apart, kept as {@link Decision#cause()}.
     *
     * <pre>{@code
     * return Control.stop("val_loss stale for 5 epochs").because(Cause.STALE);
     * }</pre>
     *
     * @param why a constant of an enum of one's own; its name is kept
     * @return this answer, with the cause
     * @throws IllegalStateException if this answer wants nothing
     */
    public Control because(Enum<?> why) {
        if (kind == Kind.PROCEED) {
            throw new IllegalStateException("to proceed needs no cause");
        }
        return new Control(kind, reason, Optional.of(why.name()));
    }

    /**
     * Joins two answers to the same event.
     *
     * @param later the answer of a later handler
     * @return the stronger one, of equals this one
     */
    public Control or(Control later) {
        return later.kind.compareTo(kind) > 0 ? later : this;
    }
}
