package dev.trackside.bench.whole;

import dev.trackside.Batch;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;

/** Examples and the time that their batches took, the slowest one too. */
final class Throughput {

    private long begun;
    private long nanos;
    private long slowest;
    private double examples;

    @OnBatchBegin
    void batchBegins() {
        begun = System.nanoTime();
    }

    @OnBatchEnd
    void batchEnded(Batch batch) {
        batchEnded(batch.examples());
    }

    void batchEnded(double size) {
        long took = System.nanoTime() - begun;
        nanos += took;
        slowest = Math.max(slowest, took);
        examples += size;
    }

    /** Mean time of a batch between its begin and its end, and of the slowest. */
    String times() {
        return "%s examples a second, the slowest batch took %d ns".formatted(examples * 1e9 / nanos, slowest);
    }

    @Override
    public String toString() {
        return "%s examples".formatted(examples);
    }
}
