package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trackside.LearningRate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The learning rate counts from the next step on. */
abstract class LearningRateRules extends Rules {

    /** Libraries may keep it as a {@code float}. */
    private static final double ROUNDING = 1e-6;

    LearningRateRules(EngineContract contract) {
        super(contract);
    }

    @Test
    void isPositiveInTheBeginning() throws Throwable {
        with(LearningRate.class, () -> {
            double rate = trial().offer(LearningRate.class).get();

            assertTrue(rate > 0 && Double.isFinite(rate), () -> "the engine under test trains at " + rate);
        });
    }

    @Test
    void isReadAsItWasSet() throws Throwable {
        with(LearningRate.class, () -> {
            Map<String, Double> read = new HashMap<>();
            Trial trial = trial().attach(new LearningRateProbe()
                    .at("OnBatchBegin 0/0", rate -> rate.set(0.0625))
                    .always((event, rate) -> read.put(event, rate.get())));
            Map<String, Double> shown = new HashMap<>();
            trial.attach(new MetricsProbe().always((event, metrics) -> shown.put(event, metrics.get("lr"))));
            trial.train();

            for (String event : new String[] {"OnStep 1", "OnBatchEnd 0/0", "OnEpochEnd 1", "OnTrainEnd"}) {
                assertEquals(0.0625, read.getOrDefault(event, Double.NaN), ROUNDING, event);
                assertEquals(0.0625, shown.getOrDefault(event, Double.NaN), ROUNDING, () -> "lr at " + event);
            }
        });
    }

    @Test
    void countsInTheStepThatFollows() throws Throwable {
        with(LearningRate.class, () -> {
            if (claims().isBoosting()) {
                assertNotEquals(metricsAfterRound(0, 1), metricsAfterRound(0, 0.5));
            } else {
                assertFalse(Arrays.equals(modelAfterStep(1), modelAfterStep(0.5)));
            }
        });
    }

    /** The model after the first step at a multiple of the rate. */
    private byte[] modelAfterStep(double factor) {
        Trial trial =
                trial().attach(new LearningRateProbe().at("OnBatchBegin 0/0", rate -> rate.set(rate.get() * factor)));
        Map<String, byte[]> models = new HashMap<>();
        trial.probe().at("OnStep 1", run -> models.put("OnStep 1", trial.model()));
        trial.train();
        return models.getOrDefault("OnStep 1", new byte[0]);
    }

    /** The metrics at the end of an epoch that trained at a multiple of the rate. */
    private Map<String, Double> metricsAfterRound(int epoch, double factor) {
        Map<String, Double> shown = new HashMap<>();
        trial().attach(new LearningRateProbe()
                        .at("OnBatchBegin " + epoch + "/0", rate -> rate.set(rate.get() * factor)))
                .attach(new MetricsProbe().at("OnEpochEnd " + epoch, metrics -> shown.putAll(metrics.toMap())))
                .train();
        shown.keySet().retainAll(claims().metrics());
        return shown;
    }

    @Test
    void letsAStepDoNothingIfItIsZero() throws Throwable {
        with(LearningRate.class, () -> {
            if (claims().isBoosting()) {
                assertEquals(metricsAfterRound(0, 1), metricsAfterRound(1, 0));
            } else {
                assertArrayEquals(trial().model(), modelAfterStep(0));
            }
        });
    }

    @Test
    void canBeRaisedFromZeroAgain() throws Throwable {
        with(LearningRate.class, () -> {
            String second = claims().isBoosting() ? "OnBatchBegin 1/0" : "OnBatchBegin 0/1";
            Trial trial = trial();
            Map<String, byte[]> models = new HashMap<>();
            trial.probe().always((event, run) -> models.put(event, trial.model()));
            trial.attach(new LearningRateProbe()
                            .at("OnTrainBegin", rate -> rate.set(0))
                            .at(second, rate -> rate.set(0.1)))
                    .train();

            assertFalse(Arrays.equals(models.get(second), models.get("OnStep 2")));
        });
    }

    @Test
    void refusesWhatIsNoRateAndStaysAsItWas() throws Throwable {
        with(LearningRate.class, () -> {
            LearningRate rate = trial().offer(LearningRate.class);
            double before = rate.get();

            for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
                assertThrows(IllegalArgumentException.class, () -> rate.set(wrong), () -> "a rate of " + wrong);
            }
            assertEquals(before, rate.get());
        });
    }
}
