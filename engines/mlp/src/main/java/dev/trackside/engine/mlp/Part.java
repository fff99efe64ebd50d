package dev.trackside.engine.mlp;

import dev.trackside.engine.common.Dataset;
import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.List;

/** One of the two parts of the data, training or validation, with its batches and the metrics that are recorded for it. */
final class Part {

    static final String VALIDATION_PREFIX = "val_";

    private final String prefix;
    private final Batches batches;
    private final List<TaskMetric> metrics;
    private final TargetScale scale;
    private final double variance;
    private final int[] slots;
    private int lossSlot;

    Part(String prefix, Dataset dataset, TargetScale scale, int batchSize) {
        double[] targets = scale.scaled(dataset.targets());
        this.prefix = prefix;
        this.batches = new Batches(dataset, targets, batchSize);
        this.metrics = TaskMetric.of(dataset.isClassification());
        this.scale = scale;
        this.variance = TargetScale.variance(targets);
        this.slots = new int[metrics.size()];
    }

    Batches batches() {
        return batches;
    }

    /** Names of the metrics, the loss first. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        names.add(prefix + "loss");
        metrics.forEach(metric -> names.add(prefix + metric.metric()));
        return names;
    }

    /** Finds the slots of the metrics before training. */
    void join(TrainingLoop loop) {
        lossSlot = loop.slot(prefix + "loss");
        for (int i = 0; i < slots.length; i++) {
            slots[i] = loop.slot(prefix + metrics.get(i).metric());
        }
    }

    /**
     * Records the loss, which is known anyway, and of the other metrics those that somebody takes.
     *
     * @param rows rows of the batch
     * @param lossSum the sum of their losses
     */
    void record(TrainingLoop loop, Network network, int rows, double lossSum) {
        loop.record(lossSlot, lossSum / rows);
        for (int i = 0; i < slots.length; i++) {
            if (loop.wants(slots[i])) {
                double[] predictions = network.predictions().getData();
                double value =
                        metrics.get(i).of(predictions, batches.targets(), rows, network.outputs(), scale, variance);
                loop.record(slots[i], value);
            }
        }
    }
}
