package dev.trackside.engine.djl;

import ai.djl.training.Trainer;
import dev.trackside.Control;
import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnStep;
import dev.trackside.OnTrainEnd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Writes down what a callback sees of DJL, and answers what it is told to. */
final class Notes {

    final List<String> events = new ArrayList<>();
    final List<Double> losses = new ArrayList<>();
    final List<Map<String, Float>> evaluations = new ArrayList<>();
    final List<Double> accuracies = new ArrayList<>();
    Supplier<Control> atGradients = Control::proceed;
    Supplier<Control> atEpochEnd = Control::proceed;
    Runnable atStep = () -> {};

    @OnBatchBegin
    void begin(int batch, DjlBatch data) {
        events.add("begin " + batch + (data.data().isPresent() ? " with data" : ""));
    }

    @OnGradients
    Control gradients(DjlBatch batch) {
        events.add("gradients of " + batch.data().orElseThrow().getBatch().getSize());
        return atGradients.get();
    }

    @OnStep
    void step(long step) {
        events.add("step " + step);
        atStep.run();
    }

    @OnBatchEnd
    void end(int batch, @Metric("loss") double loss) {
        events.add("end " + batch);
        losses.add(loss);
    }

    @OnEpochEnd
    Control epochEnd(int epoch, Trainer trainer, @Metric("val_accuracy") double accuracy) {
        events.add("epoch end " + epoch);
        evaluations.add(Map.copyOf(trainer.getTrainingResult().getEvaluations()));
        accuracies.add(accuracy);
        return atEpochEnd.get();
    }

    @OnTrainEnd
    void trainEnd() {
        events.add("train end");
    }

    /** Sets the learning rate to 0 once. */
    static final class Freezes {

        @OnBatchEnd(until = 1)
        void freeze(LearningRate rate) {
            rate.set(0);
        }
    }
}
