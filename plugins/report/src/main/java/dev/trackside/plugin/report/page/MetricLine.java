package dev.trackside.plugin.report.page;

import dev.trackside.MetricText;
import dev.trackside.plugin.report.run.Curve;
import java.util.OptionalInt;

/**
 * A metric in figures.
 *
 * @param name the name of the metric
 * @param best its best value; empty if its name does not tell which way is better
 * @param at the epoch of that
 * @param first its first value
 * @param last its last value
 */
record MetricLine(String name, String best, String at, String first, String last) {

    static MetricLine of(Curve curve) {
        OptionalInt best = Best.of(curve);
        return new MetricLine(
                curve.metric(),
                best.isEmpty() ? "" : MetricText.number(curve.value(best.getAsInt())),
                best.isEmpty() ? "" : Words.position(curve.position(best.getAsInt())),
                curve.size() == 0 ? "" : MetricText.number(curve.value(0)),
                curve.size() == 0 ? "" : MetricText.number(curve.value(curve.size() - 1)));
    }
}
