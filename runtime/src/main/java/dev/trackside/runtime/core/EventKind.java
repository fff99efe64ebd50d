package dev.trackside.runtime.core;

import dev.trackside.OnArtifact;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnFailure;
import dev.trackside.OnGradients;
import dev.trackside.OnResume;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import java.lang.annotation.Annotation;

/** The events that the loop itself raises. */
enum EventKind {
    TRAIN_BEGIN(OnTrainBegin.class),
    TRAIN_END(OnTrainEnd.class),
    EPOCH_BEGIN(OnEpochBegin.class),
    EPOCH_END(OnEpochEnd.class),
    BATCH_BEGIN(OnBatchBegin.class),
    BATCH_END(OnBatchEnd.class),
    GRADIENTS(OnGradients.class),
    STEP(OnStep.class),
    VALIDATION_BEGIN(OnValidationBegin.class),
    VALIDATION_END(OnValidationEnd.class),
    VALIDATION_BATCH_BEGIN(OnValidationBatchBegin.class),
    VALIDATION_BATCH_END(OnValidationBatchEnd.class),
    CHECKPOINT(OnCheckpoint.class),
    RESUME(OnResume.class),
    DECISION(OnDecision.class),
    ARTIFACT(OnArtifact.class),
    FAILURE(OnFailure.class);

    private final Class<? extends Annotation> annotation;

    @SuppressWarnings("EnumOrdinal") // for arrays that live no longer than a run
    private final int index = ordinal();

    EventKind(Class<? extends Annotation> annotation) {
        this.annotation = annotation;
    }

    Class<? extends Annotation> annotation() {
        return annotation;
    }

    /** Its place in an array of all kinds. */
    int index() {
        return index;
    }

    static boolean isBuiltIn(Class<? extends Annotation> annotation) {
        for (EventKind kind : values()) {
            if (kind.annotation == annotation) {
                return true;
            }
        }
        return false;
    }

    /** Whether a batch can still be skipped at this event. */
    static boolean canSkip(Class<? extends Annotation> annotation) {
        return annotation == OnBatchBegin.class || annotation == OnGradients.class;
    }

    /** Whether metrics that handlers produce at this event belong to the validation. */
    static boolean isValidation(Class<? extends Annotation> annotation) {
        return annotation == OnValidationBegin.class
                || annotation == OnValidationEnd.class
                || annotation == OnValidationBatchBegin.class
                || annotation == OnValidationBatchEnd.class;
    }
}
