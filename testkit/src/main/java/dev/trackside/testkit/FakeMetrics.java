package dev.trackside.testkit;

import dev.trackside.Metrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The metrics of an event, as given. Immutable.
 *
 * <pre>{@code
 * FakeMetrics.of("loss", 0.5).and("val_loss", 0.7)
 * }</pre>
 *
 * @since 0.1
 */
public final class FakeMetrics implements Metrics {

    private final Map<String, Double> values;

    private FakeMetrics(Map<String, Double> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * No metrics.
     *
     * @return the metrics of an event that has none
     */
    public static FakeMetrics none() {
        return new FakeMetrics(Map.of());
    }

    /**
     * One metric.
     *
     * @param name its name
     * @param value its value; NaN is a value
     * @return the metrics of an event that has it
     */
    public static FakeMetrics of(String name, double value) {
        return none().and(name, value);
    }

    /**
     * Any number of metrics.
     *
     * @param values values by name, in the order in which they were declared
     * @return the metrics of an event that has them
     */
    public static FakeMetrics of(Map<String, Double> values) {
        return new FakeMetrics(values);
    }

    /**
     * Adds a metric.
     *
     * @param name its name
     * @param value its value; NaN is a value
     * @return other metrics, with these and that one
     */
    public FakeMetrics and(String name, double value) {
        Map<String, Double> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new FakeMetrics(more);
    }

    @Override
    public Set<String> names() {
        return values.keySet();
    }

    @Override
    public OptionalDouble find(String name) {
        Double value = values.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    @Override
    public double get(String name) {
        return find(name)
                .orElseThrow(() -> new NoSuchElementException(
                        "there is no metric %s here, only %s".formatted(name, values.keySet())));
    }

    @Override
    public Map<String, Double> toMap() {
        return values;
    }

    @Override
    public Metrics snapshot() {
        return this;
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
