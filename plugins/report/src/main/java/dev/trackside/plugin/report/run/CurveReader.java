package dev.trackside.plugin.report.run;

import dev.trackside.Decision;
import dev.trackside.plugin.history.BatchValues;
import dev.trackside.plugin.history.RecordedEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes curves of what is recorded of a run: a point an epoch, and of what changes from step to step, the learning rate and the norms of gradients, a point a
 * batch. Where too few epochs ended for a curve, the loss has one of its batches besides.
 */
final class CurveReader {

    private static final int MOST_POINTS = 1200;
    private static final int FEW_EPOCHS = 3;
    private static final String RATE = "lr";
    private static final String LOSS = "loss";
    private static final String VALIDATION = "val_";
    private static final String NORM = "grad_norm";
    private static final String SECONDS = "epoch_seconds";
    private static final Set<String> DRAWN_AS_MEANS = Set.of(SECONDS, "examples_per_second"); // which are made of all

    private final Map<String, CurveBuilder> epochs = new LinkedHashMap<>();
    private final Map<String, CurveBuilder> batches = new LinkedHashMap<>();
    private final TreeMap<Integer, Span> spans = new TreeMap<>();
    private int ended;

    /** An epoch: how many batches it has, and the optimizer steps that were done before it and at its end. */
    private record Span(int batches, long from, long until) {

        static final Span NONE = new Span(1, 0, 0);

        /** How much of it is done, 0 to 1. */
        double done(long step) {
            return until <= from ? 0 : Math.max(0, Math.min(1, (double) (step - from) / (until - from)));
        }
    }

    /** Whether the curve of a metric has a point a batch. */
    static boolean isOfBatches(String metric) {
        return metric.equals(RATE) || metric.startsWith(NORM);
    }

    /** Of which training metric batches are shown, too: none if there are epochs enough, else the loss, or if there is none what came first. */
    Optional<String> ofFewEpochs(List<String> metrics) {
        if (ended >= FEW_EPOCHS) {
            return Optional.empty();
        }
        List<String> training = metrics.stream()
                .filter(metric -> !isOfBatches(metric) && !metric.startsWith(VALIDATION) && !metric.equals(SECONDS))
                .toList();
        return training.contains(LOSS) ? Optional.of(LOSS) : training.stream().findFirst();
    }

    /** Takes the next epoch that has ended. */
    void epoch(RecordedEvent epoch) {
        ended++;
        int size = Math.max(1, (int) epoch.examples()); // its batches
        spans.put(epoch.epoch(), new Span(size, before(epoch.epoch()).until(), epoch.step()));
        epoch.metrics().forEach((metric, value) -> point(epochs, metric, epoch.epoch() + 1.0, value));
    }

    /** Takes the last batch, after all epochs: its epoch may not have ended. That one would have had as many batches as the one before. */
    void last(RecordedEvent batch) {
        if (spans.containsKey(batch.epoch())) {
            return;
        }
        Span before = before(batch.epoch());
        int size = Math.max(before.batches(), batch.batch() + 1);
        double perBatch = (double) (batch.step() - before.until()) / (batch.batch() + 1);
        spans.put(
                batch.epoch(),
                new Span(size, before.until(), before.until() + Math.max(1, Math.round(perBatch * size))));
    }

    /** Takes the values of a metric at batches, after all epochs and the last batch. */
    void batches(String metric, BatchValues values) {
        int epoch = -1;
        double size = 1;
        for (int index = 0; index < values.size(); index++) {
            if (values.epoch(index) != epoch) {
                epoch = values.epoch(index);
                size = spans.getOrDefault(epoch, Span.NONE).batches();
            }
            point(batches, metric, epoch + Math.min(1, (values.batch(index) + 1) / size), values.value(index));
        }
    }

    private Span before(int epoch) {
        Map.Entry<Integer, Span> before = spans.lowerEntry(epoch);
        return before == null ? Span.NONE : before.getValue();
    }

    private static void point(Map<String, CurveBuilder> curves, String metric, double position, double value) {
        CurveBuilder curve = curves.get(metric);
        if (curve == null) {
            curve = new CurveBuilder();
            curves.put(metric, curve);
        }
        curve.add(position, value);
    }

    /** The curves, in the order in which their metrics came. */
    List<Curve> curves() {
        Map<String, CurveBuilder> all = new LinkedHashMap<>(epochs);
        batches.forEach((metric, curve) -> {
            if (isOfBatches(metric)) {
                all.put(metric, curve);
            }
        });
        return all.entrySet().stream()
                .map(entry -> entry.getValue()
                        .build(
                                entry.getKey(),
                                DRAWN_AS_MEANS.contains(entry.getKey()) ? Integer.MAX_VALUE : MOST_POINTS))
                .toList();
    }

    /** The curves of batches of metrics that have values of epochs, too, or would have. */
    List<Curve> ofBatches() {
        return batches.entrySet().stream()
                .filter(entry -> !isOfBatches(entry.getKey()))
                .map(entry -> entry.getValue().build(entry.getKey(), MOST_POINTS))
                .toList();
    }

    /** Where a decision stands: at the end of its epoch if that was when it was made, else where its step is. */
    double position(Decision decision) {
        if (decision.epoch() >= 0) {
            Span span = spans.getOrDefault(decision.epoch(), Span.NONE);
            return decision.epoch() + (isAtEnd(decision) ? 1 : span.done(decision.step()));
        }
        double position = 0;
        for (Map.Entry<Integer, Span> epoch : spans.entrySet()) {
            if (epoch.getValue().from() < decision.step()) {
                position = epoch.getKey() + epoch.getValue().done(decision.step());
            }
        }
        return position;
    }

    private static boolean isAtEnd(Decision decision) {
        return decision.event().equals("OnEpochEnd") || decision.event().startsWith("OnValidation");
    }
}
