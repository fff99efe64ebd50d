package dev.trackside.processor;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.Metrics;
import dev.trackside.Validation;
import dev.trackside.spi.Frame;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** An event in which every view says its name, so that a test sees who was given what. */
final class FakeFrame extends Frame {

    final Map<Integer, Double> values = new LinkedHashMap<>();
    Object payload;

    /** A view that says its name, and with the word "kept" after a snapshot. */
    static <T> T view(Class<T> type, String name) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "snapshot" -> view(type, name + " kept");
            case "toString" -> name;
            case "hashCode" -> name.hashCode();
            case "equals" -> proxy == arguments[0];
            default -> throw new UnsupportedOperationException(method.getName());
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public Epoch epoch() {
        return view(Epoch.class, "epoch");
    }

    @Override
    public Batch batch() {
        return view(Batch.class, "batch");
    }

    @Override
    public Validation validation() {
        return view(Validation.class, "validation");
    }

    @Override
    public Optional<Epoch> currentEpoch() {
        return Optional.of(view(Epoch.class, "open epoch"));
    }

    @Override
    public Optional<Batch> currentBatch() {
        return Optional.empty();
    }

    @Override
    public int epochIndex() {
        return 3;
    }

    @Override
    public int batchIndex() {
        return 4;
    }

    @Override
    public long step() {
        return 5;
    }

    @Override
    public Metrics metrics() {
        return view(Metrics.class, "metrics");
    }

    @Override
    public boolean has(int slot) {
        return values.containsKey(slot);
    }

    @Override
    public double metric(int slot) {
        return Objects.requireNonNull(values.get(slot));
    }

    @Override
    public void produce(int slot, double value) {
        values.put(slot, value);
    }

    @Override
    public Object payload() {
        return payload;
    }
}
