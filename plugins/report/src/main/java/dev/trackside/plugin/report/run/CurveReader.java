package dev.trackside.plugin.report.run;

import dev.trackside.Decision;
import dev.trackside.plugin.history.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes curves of the events of a run: a point an epoch, and of what changes from step to step, the learning rate and the norms of gradients, a point a batch.
 * Where too few epochs ended for a curve, the loss has one of its batches besides.
 */
final class CurveReader {

    private static final int MOST_POINTS = 1200;
    private static final int FEW_EPOCHS = 3;
    private static final String RATE = "lr";
    private static final String LOSS = "loss";
    private static final String VALIDATION = "val_";
    private static final String NORM = "grad_norm";
    private static final String SECONDS = "epoch_seconds"; // drawn as means, which are made of all

    private final Map<String, CurveBuilder> epochs = new LinkedHashMap<>();
    private final Map<String, CurveBuilder> batches = new LinkedHashMap<>();
    private final List<RecordedEvent> open = new ArrayList<>();
    private final Map<Integer, Integer> sizes = new HashMap<>();
    private final TreeMap<Long, Double> steps = new TreeMap<>(Map.of(0L, 0.0));
    private final TreeSet<Long> decided = new TreeSet<>();
    private long lastOfBatches = -1;
    private int size = 1;

    /** One that can place these decisions, and keeps no more than that needs. */
    CurveReader(List<Decision> decisions) {
        decisions.stream()
                .filter(decision -> !isAtEnd(decision))
                .map(Decision::step)
                .forEach(decided::add);
    }

    /** Whether the curve of a metric has a point a batch. */
    static boolean isOfBatches(String metric) {
        return metric.equals(RATE) || metric.startsWith(NORM);
    }

    /** Of which training metric batches are shown, too: none if there are epochs enough, else the loss, or if there is none what came first. */
    Optional<String> ofFewEpochs(List<String> metrics) {
        if (sizes.size() >= FEW_EPOCHS) {
            return Optional.empty();
        }
        List<String> training = metrics.stream()
                .filter(metric -> !isOfBatches(metric) && !metric.startsWith(VALIDATION) && !metric.equals(SECONDS))
                .toList();
        return training.contains(LOSS) ? Optional.of(LOSS) : training.stream().findFirst();
    }

    /** Takes the next epoch; all epochs come before the first batch. */
    void epoch(RecordedEvent epoch) {
        sizes.put(epoch.epoch(), Math.max(1, (int) epoch.examples())); // its batches
        epoch.metrics().forEach((metric, value) -> point(epochs, metric, epoch.epoch() + 1.0, value));
        steps.put(epoch.step(), epoch.epoch() + 1.0);
    }

    /** Takes the next batch. */
    void batch(RecordedEvent batch) {
        if (!open.isEmpty() && open.get(0).epoch() != batch.epoch()) {
            place();
        }
        open.add(batch);
    }

    /** Batches get their places within the epoch once it is known how many there are: one that never ended has as many as the one before. */
    private void place() {
        if (open.isEmpty()) {
            return;
        }
        size = Math.max(
                sizes.getOrDefault(open.get(0).epoch(), size),
                open.get(open.size() - 1).batch() + 1);
        for (RecordedEvent batch : open) {
            double position = batch.epoch() + (batch.batch() + 1.0) / size;
            batch.metrics().forEach((metric, value) -> point(batches, metric, position, value));
            step(batch.step(), position);
        }
        open.clear();
    }

    private void step(long step, double position) {
        if (lastOfBatches >= 0 && step > lastOfBatches) {
            Long next = decided.ceiling(lastOfBatches);
            if (next == null || next >= step) {
                steps.remove(lastOfBatches); // no decision was made between the two
            }
            lastOfBatches = -1;
        }
        if (steps.putIfAbsent(step, position) == null) {
            lastOfBatches = step;
        }
    }

    private static void point(Map<String, CurveBuilder> curves, String metric, double position, double value) {
        curves.computeIfAbsent(metric, none -> new CurveBuilder()).add(position, value);
    }

    /** The curves, in the order in which their metrics came. */
    List<Curve> curves() {
        place();
        Map<String, CurveBuilder> all = new LinkedHashMap<>(epochs);
        batches.forEach((metric, curve) -> {
            if (isOfBatches(metric)) {
                all.put(metric, curve);
            }
        });
        return all.entrySet().stream()
                .map(entry -> entry.getValue()
                        .build(entry.getKey(), entry.getKey().equals(SECONDS) ? Integer.MAX_VALUE : MOST_POINTS))
                .toList();
    }

    /** The curves of batches of metrics that have values of epochs, too, or would have. */
    List<Curve> ofBatches() {
        place();
        return batches.entrySet().stream()
                .filter(entry -> !isOfBatches(entry.getKey()))
                .map(entry -> entry.getValue().build(entry.getKey(), MOST_POINTS))
                .toList();
    }

    private static boolean isAtEnd(Decision decision) {
        return decision.epoch() >= 0
                && (decision.event().equals("OnEpochEnd") || decision.event().startsWith("OnValidation"));
    }

    /** How many steps have a place. */
    int places() {
        place();
        return steps.size();
    }

    /** Where one of its decisions stands: at the end of its epoch if that was when it was made, else where its step is. */
    double position(Decision decision) {
        if (isAtEnd(decision)) {
            return decision.epoch() + 1.0;
        }
        Map.Entry<Long, Double> at = steps.floorEntry(decision.step());
        double position = at == null ? 0 : at.getValue();
        return decision.epoch() < 0 ? position : Math.max(decision.epoch(), Math.min(position, decision.epoch() + 1.0));
    }
}
