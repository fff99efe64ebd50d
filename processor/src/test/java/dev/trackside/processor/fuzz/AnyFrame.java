package dev.trackside.processor.fuzz;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.Metrics;
import dev.trackside.Validation;
import dev.trackside.spi.Frame;
import java.util.Optional;

/** An event with everything that an event can have. */
final class AnyFrame extends Frame {

    private final Object payload;

    AnyFrame(Object payload) {
        this.payload = payload;
    }

    private static <T> T view(Class<T> type) {
        return new AnyBinder().service(type);
    }

    @Override
    public Epoch epoch() {
        return view(Epoch.class);
    }

    @Override
    public Batch batch() {
        return view(Batch.class);
    }

    @Override
    public Validation validation() {
        return view(Validation.class);
    }

    @Override
    public Optional<Epoch> currentEpoch() {
        return Optional.of(epoch());
    }

    @Override
    public Optional<Batch> currentBatch() {
        return Optional.of(batch());
    }

    @Override
    public int epochIndex() {
        return 1;
    }

    @Override
    public int batchIndex() {
        return 2;
    }

    @Override
    public long step() {
        return 3;
    }

    @Override
    public Metrics metrics() {
        return view(Metrics.class);
    }

    @Override
    public boolean has(int slot) {
        return true;
    }

    @Override
    public double metric(int slot) {
        return slot;
    }

    @Override
    public void produce(int slot, double value) {}

    @Override
    public Object payload() {
        return payload;
    }
}
