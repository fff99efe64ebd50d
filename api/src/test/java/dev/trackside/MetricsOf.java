package dev.trackside;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.Set;

/** Metrics for tests of this package, which cannot use the testkit. */
record MetricsOf(Map<String, Double> toMap) implements Metrics {

    static MetricsOf metric(String name, double value) {
        return new MetricsOf(new LinkedHashMap<>()).and(name, value);
    }

    MetricsOf and(String name, double value) {
        Map<String, Double> more = new LinkedHashMap<>(toMap);
        more.put(name, value);
        return new MetricsOf(more);
    }

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
        return find(name).orElseThrow(() -> new NoSuchElementException(name));
    }

    @Override
    public Metrics snapshot() {
        return this;
    }
}
