package dev.trackside.runtime.core;

/** The validation of an epoch: its events, and the means of what its batches record. */
final class ValidationPass {

    private final TrainingRun run;
    private final Progress progress;

    ValidationPass(TrainingRun run) {
        this.run = run;
        this.progress = run.progress();
    }

    void begin() {
        progress.validationOpen = true;
        progress.validationBatch = -1;
        progress.validationInterrupted = false;
        progress.validations++;
        progress.validationMeans.clear();
        progress.trainMeans.writeTo(progress.epochMetrics);
        progress.at = EventKind.VALIDATION_BEGIN;
        run.firing().fire(EventKind.VALIDATION_BEGIN, progress.validations, progress.epochMetrics);
    }

    void beginBatch(double examples) {
        progress.validationBatch++;
        progress.validationBatches++;
        progress.openValidationBatch(examples);
        progress.trainMeans.writeTo(progress.validationBatchMetrics);
        progress.at = EventKind.VALIDATION_BATCH_BEGIN;
        run.firing()
                .fire(EventKind.VALIDATION_BATCH_BEGIN, progress.validationBatches, progress.validationBatchMetrics);
    }

    void endBatch() {
        progress.at = EventKind.VALIDATION_BATCH_END;
        run.firing().call(EventKind.VALIDATION_BATCH_END, progress.validationBatches, progress.validationBatchMetrics);
        // What handlers have produced belongs to the means, and the means to a checkpoint taken at this event.
        progress.validationMeans.add(progress.validationBatchMetrics, run.names(), progress.examples);
        run.firing().settle(EventKind.VALIDATION_BATCH_END);
        progress.validationBatchOpen = false;
    }

    void end() {
        if (!progress.validationInterrupted) {
            progress.validationMeans.writeTo(progress.epochMetrics);
            run.checkNames(progress.epochMetrics, true);
        } else {
            progress.epochMetrics.removeAll(run.names().ofValidation());
        }
        progress.at = EventKind.VALIDATION_END;
        progress.validationDone = true;
        run.firing().fire(EventKind.VALIDATION_END, progress.validations, progress.epochMetrics);
        progress.validationOpen = false;
    }
}
