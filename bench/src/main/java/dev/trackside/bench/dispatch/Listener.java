package dev.trackside.bench.dispatch;

import java.util.Map;

/**
 * What peers call through an interface. All generated handler classes implement it, so that each variant calls the same classes with the same
 * work: {@code total += metric * weight}.
 */
public interface Listener {

    /**
     * Hears of an optimizer's step.
     *
     * @param epoch index of the epoch
     * @param step the number of the step, from 1
     * @param loss the metric
     */
    void onStep(int epoch, long step, double loss);

    /**
     * Hears of a step, with metrics by slot.
     *
     * @param slots three values, of which it takes one
     */
    void onSlots(double[] slots);

    /**
     * Hears of a step, with metrics by name.
     *
     * @param metrics three values, of which it takes one
     */
    void onMetrics(Map<String, Double> metrics);

    /**
     * What it has summed.
     *
     * @return the sum of all it was called with, times its weight
     */
    double total();

    /**
     * What it multiplies with.
     *
     * @return a number of its own
     */
    double weight();
}
