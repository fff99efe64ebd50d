package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trackside.LearningRate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Metrics are there when they should be, with the value they should have, and only if somebody takes them. */
abstract class MetricRules extends Rules {

    private static final double ROUNDING = 1e-9;

    MetricRules(EngineContract contract) {
        super(contract);
    }

    private static Map<String, Map<String, Double>> metricsByEvent(Trial trial) {
        Map<String, Map<String, Double>> byEvent = new HashMap<>();
        trial.attach(new MetricsProbe().always((event, metrics) -> byEvent.put(event, metrics.toMap())))
                .train();
        return byEvent;
    }

    @Test
    void atTheirEventsAndAbsentElsewhere() {
        Trial trial = trial().option("run.validate-every", 2);

        Map<String, Map<String, Double>> byEvent = metricsByEvent(trial);

        byEvent.forEach((event, metrics) -> {
            assertEquals(expectedAt(event), metrics.keySet(), () -> "the metrics at " + event);
        });
    }

    /** What an event has in a run that validates in every second epoch. */
    private Set<String> expectedAt(String event) {
        Set<String> names = new HashSet<>();
        if (offers(LearningRate.class)) {
            names.add("lr");
        }
        // A resumed run does not come back to what is behind a step, so all is recorded before it.
        boolean batchKnown = event.startsWith("OnStep") || event.startsWith("OnBatchEnd");
        boolean epochKnown = event.startsWith("OnEpochEnd") || event.equals("OnTrainEnd");
        if (batchKnown || epochKnown || event.startsWith("OnValidation")) {
            names.addAll(claims().trainMetrics());
        }
        boolean validated = epochKnown && !event.equals("OnEpochEnd 0");
        if (validated || event.startsWith("OnValidationBatchEnd") || event.startsWith("OnValidationEnd")) {
            names.addAll(claims().validationMetrics());
        }
        if (epochKnown) {
            names.add("epoch_seconds");
        }
        return names;
    }

    @Test
    void theValueOfTheBatchAtBatchEnd() {
        Trial trial = trial();
        Map<String, Map<String, Double>> byEvent = metricsByEvent(trial);

        for (int epoch = 0; epoch < Trial.EPOCHS; epoch++) {
            assertBatches("OnBatchEnd ", epoch, trial.watch().batches(epoch, false), byEvent);
            assertBatches("OnValidationBatchEnd ", epoch, trial.watch().batches(epoch, true), byEvent);
        }
    }

    private static void assertBatches(
            String event, int epoch, List<Watch.Seen> batches, Map<String, Map<String, Double>> byEvent) {
        for (int batch = 0; batch < batches.size(); batch++) {
            String position = event + epoch + "/" + batch;
            Map<String, Double> shown = byEvent.getOrDefault(position, Map.of());
            batches.get(batch).metrics().forEach((name, value) -> {
                assertTrue(Double.isFinite(value), () -> "%s = %s in a healthy run".formatted(name, value));
                assertEquals(value, shown.get(name), () -> name + " at " + position);
            });
        }
    }

    @Test
    void theMeanOverAllExamplesAtEpochEnd() {
        Trial trial = trial();
        Map<String, Map<String, Double>> byEvent = metricsByEvent(trial);

        for (int epoch = 0; epoch < Trial.EPOCHS; epoch++) {
            Map<String, Double> shown = byEvent.getOrDefault("OnEpochEnd " + epoch, Map.of());
            for (String name : claims().metrics()) {
                double mean = mean(name, trial.watch().batches(epoch, name.startsWith("val_")));
                Double value = shown.get(name);
                assertTrue(
                        value != null && Math.abs(value - mean) <= ROUNDING * Math.max(1, Math.abs(mean)),
                        () -> "%s is %s, the mean of the batches %s".formatted(name, value, mean));
            }
        }
    }

    private static double mean(String metric, List<Watch.Seen> batches) {
        double sum = 0;
        double examples = 0;
        for (Watch.Seen batch : batches) {
            sum += batch.examples() * batch.metrics().getOrDefault(metric, Double.NaN);
            examples += batch.examples();
        }
        return sum / examples;
    }

    @Test
    void fromTheSameExamplesInEachEpoch() {
        Trial trial = trial();
        trial.train();

        for (boolean validation : new boolean[] {false, true}) {
            assertEquals(
                    examples(trial.watch().batches(0, validation)),
                    examples(trial.watch().batches(1, validation)));
        }
    }

    private static double examples(List<Watch.Seen> batches) {
        return batches.stream().mapToDouble(Watch.Seen::examples).sum();
    }

    @Test
    void notRecordedIfNobodyTakesThem() {
        Trial trial = trial();
        trial.train();

        assertEquals(Set.copyOf(claims().recordedAnyway()), recorded(trial));
    }

    @TestFactory
    Stream<DynamicTest> recordedIfSomebodyTakesThem() {
        return claims().metrics().stream()
                .map(metric -> dynamicTest(metric, () -> {
                    Trial trial = trial().option("metric-probe.metric", metric).attach(new MetricProbe());
                    trial.train();

                    Set<String> expected = new HashSet<>(claims().recordedAnyway());
                    expected.add(metric);
                    assertEquals(expected, recorded(trial));
                }));
    }

    private static Set<String> recorded(Trial trial) {
        Set<String> names = new HashSet<>();
        trial.watch().batches().forEach(batch -> names.addAll(batch.metrics().keySet()));
        return names;
    }

    @Test
    void fromTheNextBatchOnIfSomebodyComes() {
        Trial trial = trial();
        trial.probe().at("OnBatchEnd 0/0", run -> run.attach(new MetricsProbe()));
        trial.train();

        Set<String> late = new HashSet<>(claims().trainMetrics());
        late.removeAll(claims().recordedAnyway());
        List<Watch.Seen> batches = trial.watch().batches().stream()
                .filter(batch -> !batch.validation())
                .toList();
        assertFalse(batches.get(0).metrics().keySet().stream().anyMatch(late::contains), "nobody was there yet");
        for (Watch.Seen batch : batches.subList(1, batches.size())) {
            assertEquals(Set.copyOf(claims().trainMetrics()), batch.metrics().keySet());
        }
    }

    @Test
    void upToTheBatchInWhichWhoTookThemLeaves() {
        Trial trial = trial();
        trial.probe().at("OnTrainBegin", run -> {
            var attachment = run.attach(new MetricsProbe());
            trial.probe().at("OnBatchEnd 0/0", same -> attachment.detach());
        });
        trial.train();

        List<Watch.Seen> batches = trial.watch().batches().stream()
                .filter(batch -> !batch.validation())
                .toList();
        assertEquals(
                Set.copyOf(claims().trainMetrics()), batches.get(0).metrics().keySet());
        Set<String> rest = new HashSet<>(claims().recordedAnyway());
        rest.retainAll(claims().trainMetrics());
        for (Watch.Seen batch : batches.subList(1, batches.size())) {
            assertEquals(rest, batch.metrics().keySet());
        }
    }
}
