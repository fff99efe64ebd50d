package dev.trackside.bench.whole;

import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;

/** Mean, deviation and smoothed value of loss and accuracy, as bars of progress show them. */
final class RunningMeans {

    private static final double KEPT = 0.98;

    private long count;
    private double mean;
    private double squares;
    private double smoothLoss;
    private double smoothAccuracy;
    private double weight;

    @OnBatchEnd
    void batchEnded(@Metric("loss") double loss, @Metric("accuracy") double accuracy) {
        count++;
        double distance = loss - mean;
        mean += distance / count;
        squares += distance * (loss - mean);
        smoothLoss = KEPT * smoothLoss + (1 - KEPT) * loss;
        smoothAccuracy = KEPT * smoothAccuracy + (1 - KEPT) * accuracy;
        weight = KEPT * weight + (1 - KEPT);
    }

    @Override
    public String toString() {
        return "%d batches, loss %s +- %s, lately %s and %s"
                .formatted(count, mean, Math.sqrt(squares / count), smoothLoss / weight, smoothAccuracy / weight);
    }
}
