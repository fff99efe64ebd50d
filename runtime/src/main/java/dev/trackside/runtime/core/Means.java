package dev.trackside.runtime.core;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Example-weighted means of metrics over a pass, summed in the order in which batches end. */
final class Means {

    private double[] sums = new double[8];
    private double[] weights = new double[8];

    private final boolean ofValidation;

    /** Means over the training batches of an epoch, or over those of its validation. */
    Means(boolean ofValidation) {
        this.ofValidation = ofValidation;
    }

    void add(Layer batch, MetricNames names, double weight) {
        int slots = names.count();
        if (slots > sums.length) {
            int length = Math.max(slots, sums.length * 2);
            sums = Arrays.copyOf(sums, length);
            weights = Arrays.copyOf(weights, length);
        }
        for (int slot = 0; slot < slots; slot++) {
            if (batch.has(slot) && names.isOfValidation(slot) == ofValidation) {
                sums[slot] += weight * batch.get(slot);
                weights[slot] += weight;
            }
        }
    }

    void writeTo(Layer layer) {
        for (int slot = 0; slot < sums.length; slot++) {
            if (weights[slot] > 0) {
                layer.set(slot, sums[slot] / weights[slot]);
            }
        }
    }

    void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(weights, 0);
    }

    /** The sums and weights by name, in plain form. */
    Map<String, Object> save(MetricNames names) {
        Map<String, Object> saved = new LinkedHashMap<>();
        for (int slot = 0; slot < sums.length; slot++) {
            if (weights[slot] > 0) {
                saved.put(names.name(slot), new ArrayList<>(List.of(sums[slot], weights[slot])));
            }
        }
        return saved;
    }

    void restore(Map<String, ?> saved, MetricNames names) {
        clear();
        saved.forEach((name, pair) -> {
            int slot = names.slotOf(name);
            if (slot >= sums.length) {
                sums = Arrays.copyOf(sums, slot + 8);
                weights = Arrays.copyOf(weights, slot + 8);
            }
            List<?> values = (List<?>) pair;
            sums[slot] = ((Number) values.get(0)).doubleValue();
            weights[slot] = ((Number) values.get(1)).doubleValue();
        });
    }
}
