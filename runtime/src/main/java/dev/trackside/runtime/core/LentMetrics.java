package dev.trackside.runtime.core;

import dev.trackside.Metrics;
import dev.trackside.runtime.metrics.Layer;
import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The metrics of the event that a frame shows now, read where they are: several callbacks ask for several of them at each event. */
final class LentMetrics implements Metrics {

    private final RunFrame frame;

    LentMetrics(RunFrame frame) {
        this.frame = frame;
    }

    @Override
    public Set<String> names() {
        Layer layer = frame.lentLayer();
        return frame.names().namesOf(layer);
    }

    @Override
    public OptionalDouble find(String name) {
        Layer layer = frame.lentLayer();
        return frame.names().find(name, layer);
    }

    @Override
    public double get(String name) {
        OptionalDouble value = find(name);
        if (value.isEmpty()) {
            throw MetricsView.absent(name, names());
        }
        return value.getAsDouble();
    }

    @Override
    public Map<String, Double> toMap() {
        Layer layer = frame.lentLayer();
        return Collections.unmodifiableMap(frame.names().toMap(layer));
    }

    @Override
    public Metrics snapshot() {
        return new MetricsView(toMap());
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
