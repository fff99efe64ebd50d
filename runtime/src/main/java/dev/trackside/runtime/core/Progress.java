package dev.trackside.runtime.core;

import dev.trackside.runtime.metrics.Layer;
import dev.trackside.runtime.metrics.Means;

/** Where the loop stands, and the metrics of where it stands. All of it goes into checkpoints. */
final class Progress {

    /** The loop's last event. On resume the next event after it is fired. */
    EventKind at = EventKind.TRAIN_BEGIN;

    int epoch = -1;
    int batch = -1;
    int validationBatch = -1;
    int batchesInEpoch;
    int epochsEnded;
    long batches;
    long steps;
    long validations;
    long validationBatches;
    long checkpoints;
    long decisions;
    long artifacts;

    boolean epochOpen;
    boolean batchOpen;
    boolean validationOpen;
    boolean validationBatchOpen;

    /** No further batch in this epoch: a decision or the loop gave up the rest. */
    boolean batchesOver;

    /** A stop at epoch begin, or an interrupt: this epoch gets no validation. */
    boolean noValidation;

    boolean validationDone;
    boolean validationInterrupted;
    boolean batchSkipped;
    boolean batchComplete;

    /** The loop has left the open batch by {@code break} or {@code return}. */
    boolean batchLeft;

    double examples = 1;

    /** Whether the loop ever came to its gradients, so that {@code @OnGradients} is an event of this run. */
    boolean hasGradients;

    /** The weight of all batches of the epoch, and whether it counts examples. */
    double examplesInEpoch;

    boolean examplesCounted = true;

    final Layer batchMetrics = new Layer();
    final Layer validationBatchMetrics = new Layer();
    final Layer epochMetrics = new Layer();
    final Layer lastEpochMetrics = new Layer();
    final Layer nothing = new Layer();
    final Means trainMeans = new Means(false);
    final Means validationMeans = new Means(true);

    /** Where the loop stands, for people: {@code  in batch 3 of epoch 1}; empty before the first epoch. */
    String where() {
        if (epoch < 0) {
            return "";
        }
        return batchOpen
                ? " in batch %d of epoch %d".formatted(batch + 1, epoch + 1)
                : " in epoch %d".formatted(epoch + 1);
    }

    void openEpoch() {
        epoch++;
        epochOpen = true;
        batch = -1;
        validationBatch = -1;
        batchesInEpoch = 0;
        batchesOver = false;
        noValidation = false;
        validationDone = false;
        validationInterrupted = false;
        examplesInEpoch = 0;
        trainMeans.clear();
        validationMeans.clear();
        epochMetrics.clear();
    }

    void openBatch(double weight) {
        batchOpen = true;
        batchSkipped = false;
        batchComplete = false;
        batchLeft = false;
        examples = weight;
        batchMetrics.clear();
    }

    void openValidationBatch(double weight) {
        validationBatchOpen = true;
        examples = weight;
        validationBatchMetrics.clear();
    }
}
