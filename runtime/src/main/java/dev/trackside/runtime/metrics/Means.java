package dev.trackside.runtime.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Example-weighted means of metrics over a pass, summed in the order in which batches end. */
public final class Means {

    private final boolean ofValidation;
    private final SlotSet summed = new SlotSet();
    private double[] sums = new double[16];
    private double[] weights = new double[16];

    /**
     * Creates means of nothing.
     *
     * @param ofValidation true for those over the batches of a validation, false for those over the training batches of an epoch
     */
    public Means(boolean ofValidation) {
        this.ofValidation = ofValidation;
    }

    /**
     * Adds a batch.
     *
     * @param batch its metrics
     * @param names which of them belong to a validation
     * @param weight its weight, e.g. its number of examples
     */
    public void add(Layer batch, MetricNames names, double weight) {
        SlotSet present = batch.present();
        SlotSet validation = names.ofValidation();
        for (int slot = present.next(0); slot >= 0; slot = present.next(slot + 1)) {
            if (validation.contains(slot) == ofValidation) {
                add(slot, weight * batch.get(slot), weight);
            }
        }
    }

    private void add(int slot, double sum, double weight) {
        if (slot >= sums.length) {
            int length = Math.max(slot + 1, sums.length * 2);
            sums = Arrays.copyOf(sums, length);
            weights = Arrays.copyOf(weights, length);
        }
        sums[slot] += sum;
        weights[slot] += weight;
        summed.add(slot);
    }

    /**
     * Writes the means so far.
     *
     * @param layer where they are written; its other values stay
     */
    public void writeTo(Layer layer) {
        for (int slot = summed.next(0); slot >= 0; slot = summed.next(slot + 1)) {
            layer.set(slot, sums[slot] / weights[slot]);
        }
    }

    /** Forgets all batches. */
    public void clear() {
        Arrays.fill(sums, 0);
        Arrays.fill(weights, 0);
        summed.clear();
    }

    /**
     * The sums and weights by name, in plain form.
     *
     * @param names the names of the slots
     * @return for each metric a list of its sum and its weight
     */
    public Map<String, Object> save(MetricNames names) {
        Map<String, Object> saved = new LinkedHashMap<>();
        for (int slot = summed.next(0); slot >= 0; slot = summed.next(slot + 1)) {
            saved.put(names.name(slot), new ArrayList<>(List.of(sums[slot], weights[slot])));
        }
        return saved;
    }

    /**
     * Goes on from sums that were saved.
     *
     * @param saved what {@link #save} gave
     * @param names the names of the slots
     */
    public void restore(Map<String, ?> saved, MetricNames names) {
        clear();
        saved.forEach((name, pair) -> {
            List<?> values = (List<?>) pair;
            add(names.slotOf(name), ((Number) values.get(0)).doubleValue(), ((Number) values.get(1)).doubleValue());
        });
    }
}
