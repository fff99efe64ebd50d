package dev.trackside.runtime.core;

import dev.trackside.Metrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;

/** The metrics of the current event, by name. */
final class MetricsView implements Metrics {

    private final Supplier<Map<String, Double>> source;

    /** Metrics that are asked for at each call, which the source may refuse off the training thread. */
    MetricsView(Supplier<Map<String, Double>> source) {
        this.source = source;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(source.get().keySet());
    }

    @Override
    public OptionalDouble find(String name) {
        Double value = source.get().get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public double get(String name) {
        Map<String, Double> all = source.get();
        Double value = all.get(name);
        if (value == null) {
            throw new NoSuchElementException(
                    "This event has no metric %s. It has: %s. Use find(\"%s\") where it may be absent."
                            .formatted(name, all.isEmpty() ? "none" : String.join(", ", all.keySet()), name));
        }
        return value;
    }

    @Override
    public Map<String, Double> toMap() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(source.get()));
    }

    @Override
    public Metrics snapshot() {
        Map<String, Double> copy = toMap();
        return new MetricsView(() -> copy);
    }

    @Override
    public String toString() {
        return source.get().toString();
    }
}
