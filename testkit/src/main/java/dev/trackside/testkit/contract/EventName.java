package dev.trackside.testkit.contract;

import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
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
import dev.trackside.spi.Frame;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.stream.Stream;

/** Events as text, e.g. {@code OnBatchEnd 0/2}: the names that {@link dev.trackside.testkit.EventRecorder} gives them. */
final class EventName {

    /** The events of a loop but that of gradients, to which hardly anybody should listen; in the order of their first occurrence. */
    static final List<Class<? extends Annotation>> LOOP = List.of(
            OnTrainBegin.class,
            OnResume.class,
            OnEpochBegin.class,
            OnBatchBegin.class,
            OnStep.class,
            OnBatchEnd.class,
            OnValidationBegin.class,
            OnValidationBatchBegin.class,
            OnValidationBatchEnd.class,
            OnValidationEnd.class,
            OnEpochEnd.class,
            OnFailure.class,
            OnTrainEnd.class);

    private static final List<Class<? extends Annotation>> OF_EPOCHS =
            List.of(OnEpochBegin.class, OnEpochEnd.class, OnValidationBegin.class, OnValidationEnd.class);
    private static final List<Class<? extends Annotation>> OF_BATCHES = List.of(
            OnBatchBegin.class,
            OnBatchEnd.class,
            OnGradients.class,
            OnValidationBatchBegin.class,
            OnValidationBatchEnd.class);

    private EventName() {}

    static List<Class<? extends Annotation>> loopWithGradients() {
        return Stream.concat(LOOP.stream(), Stream.of(OnGradients.class)).toList();
    }

    static String of(Class<? extends Annotation> event, Frame frame) {
        String name = event.getSimpleName();
        if (OF_EPOCHS.contains(event)) {
            return name + " " + frame.epochIndex();
        }
        if (OF_BATCHES.contains(event)) {
            return name + " " + frame.epochIndex() + "/" + frame.batchIndex();
        }
        return event == OnStep.class ? name + " " + frame.step() : name;
    }
}
