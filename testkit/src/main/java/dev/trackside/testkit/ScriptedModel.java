package dev.trackside.testkit;

import dev.trackside.TracksideException;
import dev.trackside.spi.EngineState;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The model of a simulation: weights that show how many steps they have made, a learning rate, and what of it goes into a checkpoint. */
final class ScriptedModel implements EngineState {

    private static final String STEPS = "steps";
    private static final String WEIGHTS = "weights";

    private final @Nullable FakeWeights weights;
    private final @Nullable FakeLearningRate learningRate;
    private long steps;

    /**
     * Creates a model before its first step.
     *
     * @param size how many weights; 0 for none
     * @param rate the learning rate; NaN for none
     */
    ScriptedModel(int size, double rate) {
        double[] initial = new double[size];
        for (int i = 0; i < size; i++) {
            initial[i] = i;
        }
        this.weights = size == 0 ? null : FakeWeights.of(initial);
        this.learningRate = Double.isNaN(rate) ? null : FakeLearningRate.of(rate);
    }

    Optional<FakeWeights> weights() {
        return Optional.ofNullable(weights);
    }

    Optional<FakeLearningRate> learningRate() {
        return Optional.ofNullable(learningRate);
    }

    long steps() {
        return steps;
    }

    /** Adds 1 to each weight. */
    void step() {
        steps++;
        if (weights != null) {
            double[] values = weights.values();
            for (int i = 0; i < values.length; i++) {
                values[i] += 1;
            }
            weights.set(values);
        }
    }

    @Override
    public Map<String, byte[]> save() {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(STEPS, ByteBuffer.allocate(Long.BYTES).putLong(steps).array());
        if (weights != null) {
            parts.put(WEIGHTS, weights.snapshot().bytes());
        }
        return parts;
    }

    @Override
    public void restore(Map<String, byte[]> parts) {
        byte[] savedSteps = parts.get(STEPS);
        byte[] savedWeights = parts.get(WEIGHTS);
        if (savedSteps == null || (savedWeights == null) != (weights == null)) {
            throw new TracksideException(
                    "The checkpoint holds %s; it is not of this simulation, which %s. Resume it with the simulation that wrote it."
                            .formatted(parts.keySet(), weights == null ? "has no weights" : "has weights"));
        }
        if (weights != null && savedWeights != null) {
            double[] values = FakeWeights.decode(savedWeights);
            if (values.length != weights.values().length) {
                throw new TracksideException(
                        "The checkpoint is of a simulation with weights(%d), this one has weights(%d)."
                                .formatted(values.length, weights.values().length));
            }
            weights.set(values);
        }
        steps = ByteBuffer.wrap(savedSteps).getLong();
    }
}
