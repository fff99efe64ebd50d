package dev.trackside.testkit;

import dev.trackside.Control;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnValidationBatchBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** A callback that answers at given events, each named as {@link EventRecorder} names it. */
final class Answers {

    private final Map<String, Supplier<Control>> answers = new HashMap<>();

    static Answers at(String event, Control answer) {
        return new Answers().and(event, answer);
    }

    Answers and(String event, Control answer) {
        answers.put(event, () -> answer);
        return this;
    }

    /** Does something at an event, and lets the run go on. */
    static Answers doing(String event, Runnable action) {
        Answers answers = new Answers();
        answers.answers.put(event, () -> {
            action.run();
            return Control.proceed();
        });
        return answers;
    }

    private Control answer(String event) {
        return answers.getOrDefault(event, Control::proceed).get();
    }

    @OnTrainBegin
    Control trainBegin() {
        return answer("OnTrainBegin");
    }

    @OnEpochBegin
    Control epochBegin(int epoch) {
        return answer("OnEpochBegin " + epoch);
    }

    @OnBatchBegin
    Control batchBegin(int epoch, int batch) {
        return answer("OnBatchBegin " + epoch + "/" + batch);
    }

    @OnGradients
    Control gradients(int epoch, int batch) {
        return answer("OnGradients " + epoch + "/" + batch);
    }

    @OnStep
    Control step(long step) {
        return answer("OnStep " + step);
    }

    @OnBatchEnd
    Control batchEnd(int epoch, int batch) {
        return answer("OnBatchEnd " + epoch + "/" + batch);
    }

    @OnValidationBegin
    Control validationBegin(int epoch) {
        return answer("OnValidationBegin " + epoch);
    }

    @OnValidationBatchBegin
    Control validationBatchBegin(int epoch, int batch) {
        return answer("OnValidationBatchBegin " + epoch + "/" + batch);
    }

    @OnValidationBatchEnd
    Control validationBatchEnd(int epoch, int batch) {
        return answer("OnValidationBatchEnd " + epoch + "/" + batch);
    }

    @OnValidationEnd
    Control validationEnd(int epoch) {
        return answer("OnValidationEnd " + epoch);
    }

    @OnEpochEnd
    Control epochEnd(int epoch) {
        return answer("OnEpochEnd " + epoch);
    }
}
