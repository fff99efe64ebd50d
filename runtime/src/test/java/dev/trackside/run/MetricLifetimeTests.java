package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.Metrics;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Where a metric is there, with which value: design, "Metrics". */
class MetricLifetimeTests {

    private static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery();
    }

    /** Two batches with losses 1 and 3, in even epochs two validation batches of 10 and 30. */
    private static void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 3})) {
                batch.record("loss", batch.data());
            }
            if (epoch.index() % 2 == 0) {
                epoch.validation(() -> {
                    for (LoopBatch<Integer> batch : epoch.validationBatches(List.of(10, 30))) {
                        batch.record("val_loss", batch.data());
                    }
                });
            }
        }
    }

    /** Writes down all metrics at each event. */
    static final class Everywhere {
        final Map<String, List<Map<String, Double>>> seen = new LinkedHashMap<>();

        private void see(String event, Metrics metrics) {
            Map<String, Double> values = new LinkedHashMap<>(metrics.toMap());
            values.remove("epoch_seconds");
            seen.computeIfAbsent(event, name -> new ArrayList<>()).add(values);
        }

        @OnStep
        void step(Metrics metrics) {
            see("step", metrics);
        }

        @OnBatchEnd
        void batchEnd(Metrics metrics) {
            see("batch end", metrics);
        }

        @OnValidationBegin
        void validationBegin(Metrics metrics) {
            see("validation begin", metrics);
        }

        @OnValidationBatchBegin
        void validationBatchBegin(Metrics metrics) {
            see("validation batch begin", metrics);
        }

        @OnValidationBatchEnd
        void validationBatchEnd(Metrics metrics) {
            see("validation batch end", metrics);
        }

        @OnValidationEnd
        void validationEnd(Metrics metrics) {
            see("validation end", metrics);
        }

        @OnEpochEnd
        void epochEnd(Metrics metrics) {
            see("epoch end", metrics);
        }

        @OnTrainEnd
        void trainEnd(Metrics metrics) {
            see("train end", metrics);
        }
    }

    @Test
    void eachEventHasWhatIsKnownThen() {
        Everywhere everywhere = new Everywhere();
        run().attach(everywhere).epochs(2).train(MetricLifetimeTests::train);

        assertThat(everywhere.seen.get("batch end").subList(0, 2))
                .containsExactly(Map.of("loss", 1.0), Map.of("loss", 3.0));
        assertThat(everywhere.seen.get("validation begin")).containsExactly(Map.of("loss", 2.0));
        assertThat(everywhere.seen.get("validation batch begin")).containsOnly(Map.of("loss", 2.0));
        assertThat(everywhere.seen.get("validation batch end"))
                .containsExactly(Map.of("loss", 2.0, "val_loss", 10.0), Map.of("loss", 2.0, "val_loss", 30.0));
        assertThat(everywhere.seen.get("validation end")).containsExactly(Map.of("loss", 2.0, "val_loss", 20.0));
        assertThat(everywhere.seen.get("epoch end"))
                .containsExactly(Map.of("loss", 2.0, "val_loss", 20.0), Map.of("loss", 2.0));
    }

    @Nested
    class NaN {

        @Test
        void isAValueAndAbsenceIsNone() {
            List<OptionalDouble> seen = new ArrayList<>();
            run().attach(new Keeps(seen)).produces("loss").epochs(3).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 2})) {
                        if (epoch.index() == 0 && batch.index() == 1) {
                            batch.record("loss", Double.NaN);
                        } else if (epoch.index() != 1) {
                            batch.record("loss", batch.data());
                        }
                    }
                }
            });

            assertThat(seen)
                    .containsExactly(OptionalDouble.of(Double.NaN), OptionalDouble.empty(), OptionalDouble.of(1.5));
        }

        @Test
        void isShownToWhoTakesADoubleAndAbsenceIsNoCall() {
            List<Double> seen = new ArrayList<>();
            run().attach(new Takes(seen)).produces("loss").epochs(3).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1})) {
                        if (epoch.index() != 1) {
                            batch.record("loss", epoch.index() == 0 ? Double.NaN : 5);
                        }
                    }
                }
            });

            assertThat(seen).containsExactly(Double.NaN, 5.0);
        }

        @Test
        void isNotCountedAsABatchWhereTheMetricIsAbsent() {
            List<Double> seen = new ArrayList<>();
            run().attach(new Takes(seen)).epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {4, 5, 6})) {
                        if (batch.index() != 1) {
                            batch.record("loss", batch.data());
                        }
                    }
                }
            });

            assertThat(seen).containsExactly(5.0);
        }
    }

    static final class Keeps {
        private final List<OptionalDouble> seen;

        Keeps(List<OptionalDouble> seen) {
            this.seen = seen;
        }

        @OnEpochEnd
        void end(@Metric("loss") OptionalDouble loss) {
            seen.add(loss);
        }
    }

    static final class Takes {
        private final List<Double> seen;

        Takes(List<Double> seen) {
            this.seen = seen;
        }

        @OnEpochEnd
        void end(@Metric("loss") double loss) {
            seen.add(loss);
        }
    }

    @Nested
    class TheLearningRate {

        @Test
        void isThereAtEveryEventAndTheNewOneFromThatOnInWhichItIsSet() {
            Rates rates = new Rates();
            run().attach("a-sets", new Sets())
                    .attach(rates)
                    .offers(LearningRate.class, new SampleCallbacks.Rate())
                    .epochs(2)
                    .train(MetricLifetimeTests::train);

            assertThat(rates.seen)
                    .containsEntry("train begin", List.of(1.0))
                    .containsEntry("epoch begin", List.of(1.0, 0.5))
                    .containsEntry("batch begin", List.of(1.0, 1.0, 0.5, 0.5))
                    .containsEntry("step", List.of(1.0, 1.0, 0.5, 0.5))
                    .containsEntry("batch end", List.of(1.0, 1.0, 0.5, 0.5))
                    .containsEntry("validation begin", List.of(1.0))
                    .containsEntry("validation batch begin", List.of(1.0, 1.0))
                    .containsEntry("validation batch end", List.of(1.0, 1.0))
                    .containsEntry("validation end", List.of(1.0))
                    .containsEntry("epoch end", List.of(0.5, 0.25))
                    .containsEntry("decision", List.of(0.5, 0.25))
                    .containsEntry("train end", List.of(0.25));
        }
    }

    /** Writes down the learning rate at each event. */
    static final class Rates {
        final Map<String, List<Double>> seen = new LinkedHashMap<>();

        private void see(String event, double rate) {
            seen.computeIfAbsent(event, name -> new ArrayList<>()).add(rate);
        }

        @OnTrainBegin
        void trainBegin(@Metric("lr") double rate) {
            see("train begin", rate);
        }

        @OnEpochBegin
        void epochBegin(@Metric("lr") double rate) {
            see("epoch begin", rate);
        }

        @OnBatchBegin
        void batchBegin(@Metric("lr") double rate) {
            see("batch begin", rate);
        }

        @OnStep
        void step(@Metric("lr") double rate) {
            see("step", rate);
        }

        @OnBatchEnd
        void batchEnd(@Metric("lr") double rate) {
            see("batch end", rate);
        }

        @OnValidationBegin
        void validationBegin(@Metric("lr") double rate) {
            see("validation begin", rate);
        }

        @OnValidationBatchBegin
        void validationBatchBegin(@Metric("lr") double rate) {
            see("validation batch begin", rate);
        }

        @OnValidationBatchEnd
        void validationBatchEnd(@Metric("lr") double rate) {
            see("validation batch end", rate);
        }

        @OnValidationEnd
        void validationEnd(@Metric("lr") double rate) {
            see("validation end", rate);
        }

        @OnEpochEnd
        void epochEnd(@Metric("lr") double rate) {
            see("epoch end", rate);
        }

        @OnDecision
        void decision(@Metric("lr") double rate) {
            see("decision", rate);
        }

        @OnTrainEnd
        void trainEnd(@Metric("lr") double rate) {
            see("train end", rate);
        }
    }

    static final class Sets {
        @OnEpochEnd
        void end(LearningRate rate) {
            rate.set(rate.get() / 2, "half");
        }
    }

    @Nested
    class ASkippedBatch {

        @Test
        void isNoPartOfTheMeans() {
            List<Double> seen = new ArrayList<>();
            run().attach(new Takes(seen))
                    .attach(new OwnLoopTests.SkipAtGradients())
                    .epochs(1)
                    .train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {100, 2, 4})) {
                                batch.record("loss", batch.data());
                                batch.gradients();
                            }
                        }
                    });

            assertThat(seen).containsExactly(3.0);
        }
    }
}
