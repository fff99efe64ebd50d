package dev.trackside.runtime.dispatch;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.Metrics;
import dev.trackside.Validation;
import dev.trackside.spi.Frame;
import java.util.Optional;

/** A frame for handlers that look at nothing. */
final class NoFrame extends Frame {

    private static UnsupportedOperationException nothing() {
        return new UnsupportedOperationException("the handlers of these tests take nothing");
    }

    @Override
    public Epoch epoch() {
        throw nothing();
    }

    @Override
    public Batch batch() {
        throw nothing();
    }

    @Override
    public Validation validation() {
        throw nothing();
    }

    @Override
    public Optional<Epoch> currentEpoch() {
        throw nothing();
    }

    @Override
    public Optional<Batch> currentBatch() {
        throw nothing();
    }

    @Override
    public int epochIndex() {
        throw nothing();
    }

    @Override
    public int batchIndex() {
        throw nothing();
    }

    @Override
    public long step() {
        throw nothing();
    }

    @Override
    public Metrics metrics() {
        throw nothing();
    }

    @Override
    public boolean has(int slot) {
        throw nothing();
    }

    @Override
    public double metric(int slot) {
        throw nothing();
    }

    @Override
    public void produce(int slot, double value) {
        throw nothing();
    }

    @Override
    public Object payload() {
        throw nothing();
    }
}
