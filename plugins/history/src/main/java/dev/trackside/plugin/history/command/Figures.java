package dev.trackside.plugin.history.command;

import dev.trackside.MonitorMode;
import dev.trackside.plugin.history.RecordedEvent;
import dev.trackside.plugin.history.RecordedRun;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The last and the best value of each metric at the ends of epochs. */
final class Figures {

    private final Map<String, Figure> figures = new LinkedHashMap<>();

    /**
     * What became of a metric.
     *
     * @param last its value at the last epoch that had it
     * @param best its best value; NaN if there was none but NaN, or nobody knows which direction is better
     * @param bestEpoch the number of the epoch with the best value, from 1; 0 if there is none
     * @param mode which direction is better
     */
    record Figure(double last, double best, int bestEpoch, MonitorMode mode) {}

    static Map<String, Figure> of(RecordedRun run) {
        Figures figures = new Figures();
        try (Stream<RecordedEvent> epochs = run.events(RecordedEvent.Kind.EPOCH)) {
            epochs.forEach(figures::add);
        }
        return figures.figures;
    }

    private void add(RecordedEvent epoch) {
        epoch.metrics()
                .forEach((name, value) -> figures.merge(
                        name,
                        first(name, value, epoch.epoch() + 1),
                        (before, now) -> now.bestEpoch() > 0 && before.mode().better(value, before.best(), 0)
                                ? now
                                : new Figure(value, before.best(), before.bestEpoch(), before.mode())));
    }

    private static Figure first(String name, double value, int epoch) {
        MonitorMode mode = Sorting.direction(name);
        boolean counts = mode != MonitorMode.AUTO && !Double.isNaN(value);
        return new Figure(value, counts ? value : Double.NaN, counts ? epoch : 0, mode);
    }
}
