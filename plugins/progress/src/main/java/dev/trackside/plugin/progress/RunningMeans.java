package dev.trackside.plugin.progress;

import dev.trackside.MetricText;
import dev.trackside.Metrics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** The means of some metrics over the batches of an epoch so far, weighted by their examples. */
final class RunningMeans {

    private final String[] names;
    private final double[] sums;
    private final double[] weights;

    RunningMeans(Collection<String> names) {
        this.names = names.toArray(String[]::new);
        this.sums = new double[this.names.length];
        this.weights = new double[this.names.length];
    }

    boolean isEmpty() {
        return names.length == 0;
    }

    void add(Metrics metrics, double weight) {
        for (int i = 0; i < names.length; i++) {
            OptionalDouble value = metrics.find(names[i]);
            if (value.isPresent()) {
                sums[i] += weight * value.getAsDouble();
                weights[i] += weight;
            }
        }
    }

    /** The means in short: {@code loss 0.2311}. */
    List<String> texts() {
        List<String> texts = new ArrayList<>(names.length);
        for (int i = 0; i < names.length; i++) {
            if (weights[i] > 0) {
                texts.add(names[i] + " " + MetricText.number(sums[i] / weights[i]));
            }
        }
        return texts;
    }
}
