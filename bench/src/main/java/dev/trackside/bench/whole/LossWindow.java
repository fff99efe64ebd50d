package dev.trackside.bench.whole;

import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;

/** Mean of the last hundred losses, and its lowest value so far. */
final class LossWindow {

    private final double[] last = new double[100];
    private int next;
    private boolean full;
    private double sum;
    private double lowest = Double.POSITIVE_INFINITY;

    @OnBatchEnd
    void batchEnded(@Metric("loss") double loss) {
        sum += loss - last[next];
        last[next] = loss;
        next++;
        if (next == last.length) {
            next = 0;
            full = true;
        }
        if (full) {
            lowest = Math.min(lowest, sum / last.length);
        }
    }

    @Override
    public String toString() {
        return "window of sum %s, lowest mean %s".formatted(sum, lowest);
    }
}
