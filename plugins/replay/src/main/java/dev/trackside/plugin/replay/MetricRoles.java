package dev.trackside.plugin.replay;

import dev.trackside.plugin.history.RecordedEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gives the metrics of a record in a replay. What is there at batches, and at ends of epochs or validations as the mean over their batches, the engine
 * records batch by batch, so that it is seen before the optimizer's step, too, and the run makes the means anew. All else is produced as it was
 * recorded.
 *
 * @param ofEngine the metrics that the engine records
 * @param produced the others
 * @param batchesPerEpoch batches of the first whole epoch; 0 if no batch is recorded
 * @param firstRate the learning rate of the first event; null if none has one
 */
record MetricRoles(
        List<String> ofEngine,
        List<String> produced,
        int batchesPerEpoch,
        @Nullable Double firstRate) {

    static final String LEARNING_RATE = "lr";

    /** Metrics that every run makes itself. */
    private static final Set<String> OF_THE_RUN = Set.of(LEARNING_RATE, "epoch_seconds", "examples_per_second");

    /** Two means are the same if they differ by no more than what rounding does. */
    private static final double ROUNDING = 1e-12;

    /**
     * Finds the roles.
     *
     * @param epochs the whole record
     * @param atEnds metrics that callbacks had measured when a batch, validation or epoch had ended
     * @param measuredAnew metrics that callbacks of the replay produce themselves
     */
    static MetricRoles of(Iterator<RecordedEpoch> epochs, Set<String> atEnds, Set<String> measuredAnew) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> atBatches = new HashSet<>();
        Set<String> atTheirEvents = new HashSet<>(atEnds);
        int batches = 0;
        Double rate = null;
        while (epochs.hasNext()) {
            RecordedEpoch epoch = epochs.next();
            for (List<RecordedEvent> some : List.of(epoch.batches, epoch.validationBatches)) {
                for (RecordedEvent batch : some) {
                    names.addAll(own(batch).keySet());
                    atBatches.addAll(own(batch).keySet());
                    rate = rate == null ? batch.metrics().get(LEARNING_RATE) : rate;
                }
            }
            RecordedEvent validation = epoch.validation;
            if (validation != null) {
                names.addAll(own(validation).keySet());
                if (validation.complete()) {
                    compare(Means.of(epoch.validationBatches, true), validation, true, atTheirEvents);
                }
            }
            RecordedEvent end = epoch.end;
            if (end != null) {
                names.addAll(own(end).keySet());
                rate = rate == null ? end.metrics().get(LEARNING_RATE) : rate;
                compare(Means.of(epoch.batches, false), end, false, atTheirEvents);
                batches = batches == 0 ? epoch.batches.size() : batches;
            }
        }
        names.removeAll(measuredAnew);
        List<String> ofEngine = new ArrayList<>();
        List<String> produced = new ArrayList<>();
        for (String name : names) {
            (atBatches.contains(name) && !atTheirEvents.contains(name) ? ofEngine : produced).add(name);
        }
        return new MetricRoles(List.copyOf(ofEngine), List.copyOf(produced), batches, rate);
    }

    /** The metrics that belong to an event; others can be seen there, too. An epoch has those of its validation, of which it is the end. */
    static Map<String, Double> own(RecordedEvent event) {
        boolean ofValidation =
                event.kind() == RecordedEvent.Kind.VALIDATION_BATCH || event.kind() == RecordedEvent.Kind.VALIDATION;
        Map<String, Double> own = new LinkedHashMap<>();
        event.metrics().forEach((name, value) -> {
            boolean belongs = event.kind() == RecordedEvent.Kind.EPOCH || isOfValidation(name) == ofValidation;
            if (belongs && !OF_THE_RUN.contains(name)) {
                own.put(name, value);
            }
        });
        return own;
    }

    private static boolean isOfValidation(String metric) {
        return metric.startsWith("val_");
    }

    private static void compare(
            Map<String, Double> means, RecordedEvent end, boolean ofValidation, Set<String> atTheirEvents) {
        Set<String> names = new HashSet<>(end.metrics().keySet());
        names.addAll(means.keySet());
        for (String name : names) {
            if (isOfValidation(name) == ofValidation
                    && !same(means.get(name), end.metrics().get(name))) {
                atTheirEvents.add(name);
            }
        }
    }

    private static boolean same(@Nullable Double mean, @Nullable Double recorded) {
        if (mean == null || recorded == null) {
            return mean == null && recorded == null;
        }
        return mean.equals(recorded) || Math.abs(mean - recorded) <= ROUNDING * Math.abs(recorded);
    }

    /** The example-weighted means over batches, as a run makes them. */
    private static final class Means {

        private Means() {}

        static Map<String, Double> of(List<RecordedEvent> batches, boolean ofValidation) {
            Map<String, double[]> sums = new LinkedHashMap<>();
            for (RecordedEvent batch : batches) {
                if (!batch.skipped()) {
                    batch.metrics().forEach((name, value) -> {
                        if (isOfValidation(name) == ofValidation) {
                            double[] sum = sums.computeIfAbsent(name, none -> new double[2]);
                            sum[0] += batch.examples() * value;
                            sum[1] += batch.examples();
                        }
                    });
                }
            }
            Map<String, Double> means = new HashMap<>();
            sums.forEach((name, sum) -> means.put(name, sum[0] / sum[1]));
            return means;
        }
    }
}
