package dev.trackside.bench.dispatch;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.MetricWriter;
import dev.trackside.Metrics;
import dev.trackside.Validation;
import dev.trackside.runtime.metrics.Layer;
import dev.trackside.spi.Binder;
import dev.trackside.spi.Frame;
import java.util.Optional;
import java.util.concurrent.Executor;

/** An event with metrics and nothing else, which keeps them as a run does. Binds handlers to itself. */
final class BenchFrame extends Frame implements Binder {

    /** The slot of the metric that all handlers take. */
    static final int LOSS = 0;

    private final Layer metrics;

    BenchFrame(Layer metrics) {
        this.metrics = metrics;
    }

    @Override
    public boolean has(int slot) {
        return metrics.has(slot);
    }

    @Override
    public double metric(int slot) {
        return metrics.get(slot);
    }

    @Override
    public int metric(String name) {
        if (!name.equals(HandlerSources.METRICS[LOSS])) {
            throw new IllegalArgumentException(name);
        }
        return LOSS;
    }

    // ---- what the handlers of the benchmarks do not take

    @Override
    public Epoch epoch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Batch batch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Validation validation() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Epoch> currentEpoch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Batch> currentBatch() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int epochIndex() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int batchIndex() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long step() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Metrics metrics() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void produce(int slot, double value) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object payload() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Executor async(int handler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int metricOfOption(String option) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int produced(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MetricWriter metricWriter() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T service(Class<T> type) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> Optional<T> optional(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
