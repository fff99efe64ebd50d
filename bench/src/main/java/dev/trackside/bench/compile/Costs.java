package dev.trackside.bench.compile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What each round has taken; all figures are medians over the rounds, of which each compares what was measured side by side. */
final class Costs {

    /** The ways that are measured in each round. */
    enum Kind {
        HANDLERS_PLAIN,
        HANDLERS_PROCESSED,
        HANDLERS_KEPT,
        HANDLERS_WRITTEN,
        VALUES_PLAIN,
        VALUES_PROCESSED,
        VALUES_KEPT,
        BUILDERS_PLAIN,
        BUILDERS_PROCESSED,
        BUILDERS_KEPT;

        /** The same sources without processors. */
        Kind plain() {
            return switch (this) {
                case HANDLERS_PLAIN, HANDLERS_PROCESSED, HANDLERS_KEPT, HANDLERS_WRITTEN -> HANDLERS_PLAIN;
                case VALUES_PLAIN, VALUES_PROCESSED, VALUES_KEPT -> VALUES_PLAIN;
                case BUILDERS_PLAIN, BUILDERS_PROCESSED, BUILDERS_KEPT -> BUILDERS_PLAIN;
            };
        }
    }

    private final int classes;
    private final List<Map<Kind, Double>> rounds = new ArrayList<>();

    Costs(int classes) {
        this.classes = classes;
    }

    void add(Map<Kind, Double> millis) {
        rounds.add(new EnumMap<>(millis));
    }

    /** CPU time a class, in ms: the lower quartile, the median and the upper quartile. */
    double[] quartiles(Kind kind) {
        double[] sorted = sorted(round -> of(round, kind) / classes);
        int last = sorted.length - 1;
        return new double[] {sorted[last / 4], median(sorted), sorted[last - last / 4]};
    }

    /** How often the time without it. */
    double ratio(Kind with) {
        return median(sorted(round -> of(round, with) / of(round, with.plain())));
    }

    /** What comes on top of the time without it, in ms a class. */
    double more(Kind with) {
        return median(sorted(round -> (of(round, with) - of(round, with.plain())) / classes));
    }

    /** What Trackside adds, as a part of what AutoValue adds. */
    double partOf(Kind handlers, Kind values) {
        return median(sorted(round ->
                (of(round, handlers) - of(round, handlers.plain())) / (of(round, values) - of(round, values.plain()))));
    }

    private static double of(Map<Kind, Double> round, Kind kind) {
        return round.getOrDefault(kind, Double.NaN);
    }

    private double[] sorted(ToDoubleFunction<Map<Kind, Double>> figure) {
        return rounds.stream().mapToDouble(figure).sorted().toArray();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).average().orElse(Double.NaN);
    }
}
