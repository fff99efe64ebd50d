package dev.trackside.plugin.history.recording;

import dev.trackside.Artifact;
import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.RunSummary;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What the thread that trains hands to the one that writes. Immutable, but for the latch. */
public sealed interface Entry {

    /** What ends, in the order of an epoch. */
    enum Kind {
        /** A training batch. */
        BATCH,
        /** A validation batch. */
        VALIDATION_BATCH,
        /** A validation. */
        VALIDATION,
        /** An epoch, after its validation. */
        EPOCH;

        /** The word in the column {@code kind}. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The run begins. */
    record Began(
            String id,
            String name,
            String engine,
            Path folder,
            Map<String, String> parameters,
            List<RunSummary.Callback> callbacks,
            int plannedEpochs,
            int everyBatches,
            Instant time)
            implements Entry {}

    /** It goes on from a checkpoint. */
    record Resumed(Checkpoint from) implements Entry {}

    /** A batch, validation or epoch has ended. The batch is -1 where there is none. */
    record Measured(
            Kind kind,
            int epoch,
            int batch,
            long step,
            long elapsedNanos,
            double examples,
            boolean skipped,
            boolean complete,
            Map<String, Double> metrics)
            implements Entry {}

    /** A decision was recorded. */
    record Decided(Decision decision) implements Entry {}

    /** A checkpoint is complete. */
    record Saved(Checkpoint checkpoint) implements Entry {}

    /** A file or table was handed in. */
    record HandedIn(Artifact artifact, long step, Instant time) implements Entry {}

    /** The run has failed. */
    record Failed(Throwable failure, String message, long step, Instant time) implements Entry {}

    /** What the run is so far, with the cost of its callbacks. */
    record Figures(int epochs, long steps, List<RunSummary.Callback> callbacks) implements Entry {}

    /** The run ends. */
    record Ended(String outcome, @Nullable String reason, long elapsedNanos, Instant time) implements Entry {}

    /** Whoever waits is to be told when all before this is committed. */
    record Sync(CountDownLatch done) implements Entry {}

    /** Nothing comes any more. */
    record Closed(Instant time) implements Entry {}
}
