package dev.trackside.runtime.core;

import dev.trackside.Metrics;
import java.util.Collection;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The metrics that an event had, for keeping.
 *
 * @param toMap the metrics by name; immutable
 */
record MetricsView(Map<String, Double> toMap) implements Metrics {

    @Override
    public Set<String> names() {
        return toMap.keySet();
    }

    @Override
    public OptionalDouble find(String name) {
        Double value = toMap.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public double get(String name) {
        Double value = toMap.get(name);
        if (value == null) {
            throw absent(name, names());
        }
        return value;
    }

    static NoSuchElementException absent(String name, Collection<String> there) {
        return new NoSuchElementException(
                "This event has no metric %s. It has: %s. Use find(\"%s\") where it may be absent."
                        .formatted(name, there.isEmpty() ? "none" : String.join(", ", there), name));
    }

    @Override
    public Metrics snapshot() {
        return this;
    }

    @Override
    public String toString() {
        return toMap.toString();
    }
}
