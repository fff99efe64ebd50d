package dev.trackside.engine.djl;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.training.Trainer;
import ai.djl.training.evaluator.Evaluator;
import ai.djl.training.listener.TrainingListener.BatchData;
import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Loss and evaluators of a trainer as metrics of batches, training or validation. Each value is that of one batch alone, in an accumulator of its
 * own: what listeners of DJL accumulate is left as it is, and nobody's order matters.
 */
final class Measures {

    private static final String ACCUMULATOR = "trackside";

    private final String prefix;
    private final Trainer trainer;
    private final List<Evaluator> evaluators;
    private final int[] slots;
    private int lossSlot;

    Measures(String prefix, Trainer trainer) {
        this.prefix = prefix;
        this.trainer = trainer;
        this.evaluators = trainer.getEvaluators().stream()
                .filter(evaluator -> evaluator != trainer.getLoss())
                .toList();
        this.slots = new int[evaluators.size()];
        List<String> names = names();
        for (int i = 0; i < names.size(); i++) {
            if (names.indexOf(names.get(i)) < i) {
                throw new IllegalArgumentException(
                        "two evaluators of the trainer have the name %s: give one of them another"
                                .formatted(names.get(i)));
            }
        }
    }

    /** Names of the metrics, the loss first. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(prefix + "loss");
        evaluators.forEach(evaluator -> names.add(prefix + metric(evaluator)));
        return names;
    }

    /** The name of an evaluator, {@code Top_5_Accuracy} say, in the form of metrics. */
    private static String metric(Evaluator evaluator) {
        return evaluator.getName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    }

    /** Finds the slots of the metrics before training. */
    void join(TrainingLoop loop) {
        lossSlot = loop.slot(prefix + "loss");
        for (int i = 0; i < slots.length; i++) {
            slots[i] = loop.slot(prefix + metric(evaluators.get(i)));
            evaluators.get(i).addAccumulator(ACCUMULATOR);
        }
    }

    /** Records the loss, if anybody takes it computed from the outputs, and of the evaluators those that somebody takes. */
    void record(TrainingLoop loop, BatchData data) {
        if (loop.wants(lossSlot)) {
            Device device = data.getLabels().keySet().iterator().next();
            NDArray loss = trainer.getLoss()
                    .evaluate(
                            data.getLabels().get(device), data.getPredictions().get(device));
            loop.record(lossSlot, value(loss));
        }
        recordEvaluators(loop, data);
    }

    /** Records the loss that the backward pass began with, and of the evaluators those that somebody takes. */
    void record(TrainingLoop loop, BatchData data, NDArray loss) {
        loop.record(lossSlot, value(loss));
        recordEvaluators(loop, data);
    }

    private static double value(NDArray loss) {
        return Numbers.read(loss)[0];
    }

    private void recordEvaluators(TrainingLoop loop, BatchData data) {
        for (int i = 0; i < slots.length; i++) {
            if (loop.wants(slots[i])) {
                Evaluator evaluator = evaluators.get(i);
                evaluator.resetAccumulator(ACCUMULATOR);
                for (Map.Entry<Device, NDList> labels : data.getLabels().entrySet()) {
                    evaluator.updateAccumulator(
                            ACCUMULATOR,
                            labels.getValue(),
                            data.getPredictions().get(labels.getKey()));
                }
                loop.record(slots[i], evaluator.getAccumulator(ACCUMULATOR));
            }
        }
    }
}
