package dev.trackside.plugin.report.run;

import dev.trackside.Decision;
import dev.trackside.plugin.history.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes curves of the events of a run: a point an epoch, and of what changes from step to step, the learning rate and the norms of gradients, a point a batch.
 */
final class CurveReader {

    private static final int MOST_POINTS = 1200;
    private static final String RATE = "lr";
    private static final String NORM = "grad_norm";

    private final Map<String, CurveBuilder> epochs = new LinkedHashMap<>();
    private final Map<String, CurveBuilder> batches = new LinkedHashMap<>();
    private final List<RecordedEvent> open = new ArrayList<>();
    private final TreeMap<Long, Double> steps = new TreeMap<>(Map.of(0L, 0.0));
    private int size = 1;

    /** Takes the next event. */
    void add(RecordedEvent event) {
        switch (event.kind()) {
            case BATCH -> {
                if (!open.isEmpty() && open.get(0).epoch() != event.epoch()) {
                    place();
                }
                open.add(event);
            }
            case EPOCH -> {
                size = Math.max(1, (int) event.examples()); // its batches
                place();
                event.metrics().forEach((metric, value) -> point(epochs, metric, event.epoch() + 1.0, value));
                steps.put(event.step(), event.epoch() + 1.0);
            }
            case VALIDATION, VALIDATION_BATCH -> {} // an epoch has what its validation measured
        }
    }

    /** Batches get their places within the epoch once it is known how many there are. */
    private void place() {
        if (!open.isEmpty()) {
            size = Math.max(size, open.get(open.size() - 1).batch() + 1);
        }
        for (RecordedEvent batch : open) {
            double position = batch.epoch() + (batch.batch() + 1.0) / size;
            batch.metrics().forEach((metric, value) -> {
                if (metric.equals(RATE) || metric.startsWith(NORM)) {
                    point(batches, metric, position, value);
                }
            });
            steps.putIfAbsent(batch.step(), position);
        }
        open.clear();
    }

    private static void point(Map<String, CurveBuilder> curves, String metric, double position, double value) {
        curves.computeIfAbsent(metric, none -> new CurveBuilder()).add(position, value);
    }

    /** The curves, in the order in which their metrics came. */
    List<Curve> curves() {
        place();
        Map<String, CurveBuilder> all = new LinkedHashMap<>(epochs);
        all.putAll(batches);
        return all.entrySet().stream()
                .map(entry -> entry.getValue().build(entry.getKey(), MOST_POINTS))
                .toList();
    }

    /** Where a decision stands: at the end of its epoch if that was when it was made, else where its step is. */
    double position(Decision decision) {
        boolean atEnd =
                decision.event().equals("OnEpochEnd") || decision.event().startsWith("OnValidation");
        if (atEnd && decision.epoch() >= 0) {
            return decision.epoch() + 1.0;
        }
        Map.Entry<Long, Double> at = steps.floorEntry(decision.step());
        double position = at == null ? 0 : at.getValue();
        return decision.epoch() < 0 ? position : Math.max(decision.epoch(), Math.min(position, decision.epoch() + 1.0));
    }
}
