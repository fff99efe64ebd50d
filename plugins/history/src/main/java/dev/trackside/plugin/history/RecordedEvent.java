package dev.trackside.plugin.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One event of a recorded run that carries metrics.
 *
 * @param kind what ended
 * @param epoch the index of the epoch, from 0
 * @param batch the index of the batch, from 0, training or validation; -1 for {@link Kind#VALIDATION} and {@link Kind#EPOCH}
 * @param step optimizer steps done when it ended; a batch whose step is that of the event before made none
 * @param elapsedNanos nanoseconds of training since train begin, with those of earlier sessions of the run
 * @param examples the weight of the batch in means: its examples where they are counted, else 1; for {@link Kind#EPOCH} the number of its batches, for
 *     {@link Kind#VALIDATION} the number of validation batches
 * @param skipped whether a callback skipped the batch
 * @param complete whether the loop went through the whole batch; for {@link Kind#VALIDATION} false if an interrupt cut it short; else true
 * @param metrics the metrics of the event, in the order in which the run first had them; NaN is a value, an absent metric is not there
 * @since 0.1
 */
public record RecordedEvent(
        Kind kind,
        int epoch,
        int batch,
        long step,
        long elapsedNanos,
        double examples,
        boolean skipped,
        boolean complete,
        Map<String, Double> metrics) {

    /** What ends, in the order of an epoch. */
    public enum Kind {
        /** A training batch, with its own values. */
        BATCH,
        /** A validation batch, with its own values. */
        VALIDATION_BATCH,
        /** A validation, with means. */
        VALIDATION,
        /** An epoch, with means, after its validation. */
        EPOCH;

        /**
         * The word in the column {@code kind}.
         *
         * @return the name in small letters, e.g. {@code validation_batch}
         */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** Copies the metrics. */
    public RecordedEvent {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
