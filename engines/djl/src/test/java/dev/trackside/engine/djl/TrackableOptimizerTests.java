package dev.trackside.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import dev.trackside.engine.common.OptimizerSettings;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TrackableOptimizerTests {

    private static final int STEPS = 5;

    static Stream<Arguments> pairs() {
        Tracker rate = Tracker.fixed(0.1f);
        return Stream.of(
                Arguments.of(
                        "sgd",
                        TrackableOptimizer.sgd(0.1, 0),
                        Optimizer.sgd().setLearningRateTracker(rate).build()),
                Arguments.of(
                        "sgd with momentum",
                        TrackableOptimizer.sgd(0.1, 0.9),
                        Optimizer.sgd()
                                .setLearningRateTracker(rate)
                                .optMomentum(0.9f)
                                .build()),
                Arguments.of(
                        "sgd with l2",
                        TrackableOptimizer.of(new OptimizerSettings.Sgd(0.1, 0.9, false, 0.01)),
                        Optimizer.sgd()
                                .setLearningRateTracker(rate)
                                .optMomentum(0.9f)
                                .optWeightDecays(0.01f)
                                .build()),
                Arguments.of(
                        "adam",
                        TrackableOptimizer.adam(0.1),
                        Optimizer.adam().optLearningRateTracker(rate).build()),
                Arguments.of(
                        "adam with l2",
                        TrackableOptimizer.of(new OptimizerSettings.Adam(0.1, 0.8, 0.99, 1e-6, 0, 0.01)),
                        Optimizer.adam()
                                .optLearningRateTracker(rate)
                                .optBeta1(0.8f)
                                .optBeta2(0.99f)
                                .optEpsilon(1e-6f)
                                .optWeightDecays(0.01f)
                                .build()),
                Arguments.of(
                        "adamw",
                        TrackableOptimizer.adamW(0.1, 0.05),
                        Optimizer.adamW()
                                .optLearningRateTracker(rate)
                                .optWeightDecays(0.05f)
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void makesTheStepsOfDjlBitForBit(String name, TrackableOptimizer ours, Optimizer theirs) {
        assertThat(steps(ours, new Shape(3, 2))).isEqualTo(steps(theirs, new Shape(3, 2)));
    }

    @Test
    void sparesBiasesFromDecay() {
        TrackableOptimizer decaying = TrackableOptimizer.adamW(0.1, 0.5);

        assertThat(steps(decaying, new Shape(6))).isEqualTo(steps(TrackableOptimizer.adam(0.1), new Shape(6)));
    }

    @Test
    void leadsTheGradientAheadWithNesterov() {
        TrackableOptimizer optimizer = TrackableOptimizer.of(new OptimizerSettings.Sgd(0.1, 0.5, true, 0));

        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray weight = weight(manager, 1, 2);
            update(optimizer, manager, weight, 4, 4); // velocity 4, ahead 4 + 2
            assertThat(weight.toFloatArray()).containsExactly(new float[] {1 - 0.6f, 1 - 0.6f}, within(1e-6f));
            update(optimizer, manager, weight, 1, 1); // velocity 2 + 1, ahead 1 + 1.5
            assertThat(weight.toFloatArray()).containsExactly(new float[] {0.4f - 0.25f, 0.15f}, within(1e-6f));
        }
    }

    @Test
    void takesTheRateThatWasSetLast() {
        TrackableOptimizer optimizer = TrackableOptimizer.sgd(0.1, 0);

        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray weight = weight(manager, 1, 2);
            optimizer.learningRate().set(0.5);
            update(optimizer, manager, weight, 1, 1);
            assertThat(weight.toFloatArray()).containsExactly(0.5f, 0.5f);
        }
    }

    private static void update(Optimizer optimizer, NDManager manager, NDArray weight, float... gradient) {
        optimizer.update("w", weight, manager.create(gradient, weight.getShape()));
    }

    private static NDArray weight(NDManager manager, long... shape) {
        NDArray weight = manager.ones(new Shape(shape));
        weight.setRequiresGradient(true);
        return weight;
    }

    private static float[] steps(Optimizer optimizer, Shape shape) {
        Random random = new Random(1);
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray weight = weight(manager, shape.getShape());
            for (int step = 0; step < STEPS; step++) {
                float[] gradient = new float[6];
                for (int i = 0; i < gradient.length; i++) {
                    gradient[i] = (float) random.nextGaussian();
                }
                update(optimizer, manager, weight, gradient);
            }
            return weight.toFloatArray();
        }
    }
}
