package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trackside.Gradients;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Gradients are those of the step that follows, and what is done to them counts in it. */
abstract class GradientsRules extends Rules {

    /** Libraries compute them as {@code float}. */
    private static final double ROUNDING = 1e-5;

    GradientsRules(EngineContract contract) {
        super(contract);
    }

    @Test
    void theirNormIsThatOfTheirTensors() throws Throwable {
        with(Gradients.class, () -> {
            List<Double> norms = new ArrayList<>();
            trial().attach(new GradientsProbe().always((event, gradients) -> {
                        double norm = gradients.norm();
                        norms.add(norm);
                        assertNear(normOf(gradients), norm, event);
                    }))
                    .train();

            assertTrue(norms.stream().allMatch(norm -> norm > 0), () -> "the engine under test learns, but " + norms);
        });
    }

    private static double normOf(Gradients gradients) {
        double squares = 0;
        for (Tensor tensor : gradients.tensors()) {
            for (double value : tensor.read()) {
                squares += value * value;
            }
        }
        return Math.sqrt(squares);
    }

    private static void assertNear(double expected, double actual, String what) {
        assertEquals(expected, actual, ROUNDING * Math.abs(expected), what);
    }

    @Test
    void theyHaveTheTensorsOfTheWeights() throws Throwable {
        with(
                Gradients.class,
                () -> with(Weights.class, () -> {
                    Trial trial = trial();
                    List<String> ofGradients = new ArrayList<>();
                    trial.attach(new GradientsProbe().at("OnGradients 0/0", gradients -> gradients
                                    .tensors()
                                    .forEach(tensor -> ofGradients.add(describe(tensor)))))
                            .train();

                    assertEquals(
                            trial.offer(Weights.class).tensors().stream()
                                    .map(GradientsRules::describe)
                                    .toList(),
                            ofGradients);
                }));
    }

    private static String describe(Tensor tensor) {
        return tensor.name() + Arrays.toString(tensor.shape());
    }

    @Test
    void theyAreScaled() throws Throwable {
        with(Gradients.class, () -> trial().attach(new GradientsProbe().always((event, gradients) -> {
                    double before = gradients.norm();
                    gradients.scale(0.5);
                    assertNear(before / 2, gradients.norm(), event);
                    assertNear(before / 2, normOf(gradients), event);
                }))
                .train());
    }

    @Test
    void theyAreClipped() throws Throwable {
        with(Gradients.class, () -> trial().attach(new GradientsProbe().always((event, gradients) -> {
                    double norm = gradients.norm();
                    assertEquals(norm, gradients.clipByNorm(norm / 4), event);
                    assertNear(norm / 4, gradients.norm(), event);
                    gradients.clipByValue(norm / 1000);
                    for (Tensor tensor : gradients.tensors()) {
                        for (double value : tensor.read()) {
                            assertTrue(Math.abs(value) <= norm / 1000 * (1 + ROUNDING), tensor.name());
                        }
                    }
                }))
                .train());
    }

    @Test
    void theStepUsesWhatBecameOfThem() throws Throwable {
        with(Gradients.class, () -> {
            byte[] before = trial().model();

            assertArrayEquals(before, afterStep(gradients -> gradients.scale(0)), "scaled by 0");
            assertArrayEquals(
                    before,
                    afterStep(gradients ->
                            gradients.tensors().forEach(tensor -> tensor.write(new double[tensor.read().length]))),
                    "overwritten with 0");
            assertFalse(Arrays.equals(before, afterStep(gradients -> gradients.scale(1))), "left as they were");
            assertFalse(
                    Arrays.equals(afterStep(gradients -> {}), afterStep(gradients -> gradients.scale(-1))), "turned");
        });
    }

    /** The model after the first step with what a callback makes of the gradients. */
    private byte[] afterStep(Consumer<Gradients> change) {
        Trial trial = trial().attach(new GradientsProbe().at("OnGradients 0/0", change));
        Map<String, byte[]> models = new HashMap<>();
        trial.probe().at("OnStep 1", run -> models.put("OnStep 1", trial.model()));
        trial.train();
        return models.getOrDefault("OnStep 1", new byte[0]);
    }

    @Test
    void factorsThatAreNotFiniteAreRefused() throws Throwable {
        with(Gradients.class, () -> trial().attach(new GradientsProbe().at("OnGradients 0/0", gradients -> {
                    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
                        assertThrows(
                                IllegalArgumentException.class,
                                () -> gradients.scale(wrong),
                                () -> "a factor of " + wrong);
                    }
                }))
                .train());
    }
}
