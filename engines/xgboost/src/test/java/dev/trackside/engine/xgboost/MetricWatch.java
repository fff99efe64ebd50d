package dev.trackside.engine.xgboost;

import dev.trackside.Metrics;
import dev.trackside.OnEpochEnd;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps the metrics of the last epoch. */
final class MetricWatch {

    private final Map<String, Double> last = new LinkedHashMap<>();

    @OnEpochEnd
    void keep(Metrics metrics) {
        last.putAll(metrics.toMap());
    }

    Double last(String name) {
        return last.get(name);
    }
}
