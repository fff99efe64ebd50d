package dev.trackside.runtime.core;

import dev.trackside.spi.TrainingLoop.Go;
import org.jspecify.annotations.Nullable;

/**
 * Leads the loop of a resumed run to the position that the checkpoint was taken at: what was done before is left out, what was fired before is
 * not fired again.
 */
final class Resumption {

    private final Progress progress;
    private boolean epochPending;
    private boolean batchesPending;
    private boolean gradientsPending;
    private boolean validationPending;
    private boolean validationBatchesPending;
    private int batch = -1;
    private int validationBatch = -1;

    Resumption(Progress progress) {
        this.progress = progress;
    }

    /** Begins at the position that progress was restored to. */
    void begin() {
        if (progress.at == EventKind.EPOCH_END || progress.epoch < 0) {
            return;
        }
        epochPending = true;
        switch (progress.at) {
            case BATCH_BEGIN, GRADIENTS, STEP, BATCH_END -> batchesPending = progress.batch >= 0;
            case VALIDATION_BEGIN -> validationPending = true;
            case VALIDATION_BATCH_BEGIN, VALIDATION_BATCH_END -> {
                validationPending = true;
                validationBatchesPending = true;
            }
            default -> {
                // After the begin of an epoch or the end of its validation nothing within is half done.
            }
        }
        if (validationPending || progress.at == EventKind.VALIDATION_END) {
            progress.batchesOver = true;
        }
    }

    /** Whether the epoch that comes next was begun before. */
    boolean takeEpoch() {
        boolean taken = epochPending;
        epochPending = false;
        if (taken) {
            progress.epochOpen = true;
        }
        return taken;
    }

    /** What to do with the batch that comes next; null if it is a new one. */
    @Nullable
    Go takeBatch(double examples) {
        if (!batchesPending) {
            return null;
        }
        batch++; // the position itself stays: a checkpoint taken on the way there must say the same
        if (batch < progress.batch) {
            return Go.SKIP;
        }
        batchesPending = false;
        if (progress.at == EventKind.BATCH_END) {
            return Go.SKIP;
        }
        gradientsPending = progress.at == EventKind.GRADIENTS;
        progress.batchOpen = true;
        progress.examples = examples;
        return Go.RUN;
    }

    /** Whether the gradients of the open batch were fired before. */
    boolean takeGradients() {
        boolean taken = gradientsPending;
        gradientsPending = false;
        return taken;
    }

    /** Whether the validation that comes next was begun before. */
    boolean takeValidation() {
        boolean taken = validationPending;
        validationPending = false;
        if (taken) {
            progress.validationOpen = true;
        }
        return taken;
    }

    /** What to do with the validation batch that comes next; null if it is a new one. */
    @Nullable
    Go takeValidationBatch(double examples) {
        if (!validationBatchesPending) {
            return null;
        }
        validationBatch++;
        if (validationBatch < progress.validationBatch) {
            return Go.SKIP;
        }
        validationBatchesPending = false;
        if (progress.at == EventKind.VALIDATION_BATCH_END) {
            return Go.SKIP;
        }
        progress.validationBatchOpen = true;
        progress.examples = examples;
        return Go.RUN;
    }
}
