package dev.trackside.processor;

import dev.trackside.MetricWriter;
import dev.trackside.TracksideException;
import dev.trackside.spi.Binder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Gives what a test put in, slots in the order in which they are asked for, and keeps what was asked for. */
final class FakeBinder implements Binder {

    final List<String> asked = new ArrayList<>();
    final List<Runnable> tasks = new ArrayList<>();
    final Map<String, Double> written = new LinkedHashMap<>();
    private final Map<Class<?>, Object> offers = new LinkedHashMap<>();
    private final List<String> slots = new ArrayList<>();

    <T> FakeBinder offering(Class<T> type, T service) {
        offers.put(type, service);
        return this;
    }

    int slot(String name) {
        if (!slots.contains(name)) {
            slots.add(name);
        }
        return slots.indexOf(name);
    }

    @Override
    public int metric(String name) {
        asked.add("metric " + name);
        return slot(name);
    }

    @Override
    public int metricOfOption(String option) {
        asked.add("option " + option);
        return slot("{" + option + "}");
    }

    @Override
    public int produced(String name) {
        asked.add("produced " + name);
        return slot(name);
    }

    @Override
    public MetricWriter metricWriter() {
        return new MetricWriter() {
            @Override
            public void write(String name, double value) {
                written.put(name, value);
            }

            @Override
            public boolean wanted(String name) {
                return true;
            }
        };
    }

    @Override
    public <T> T service(Class<T> type) {
        return optional(type).orElseThrow(() -> new TracksideException("no " + type.getSimpleName()));
    }

    @Override
    public <T> Optional<T> optional(Class<T> type) {
        asked.add(type.getSimpleName());
        return Optional.ofNullable(type.cast(offers.get(type)));
    }

    @Override
    public Executor async(int handler) {
        asked.add("async " + handler);
        return tasks::add;
    }
}
