package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.trackside.Tensor;
import dev.trackside.Weights;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The tensors of the weights can be read and written. An engine that boosts has none, and each of these tests shows that. */
abstract class TensorRules extends Rules {

    TensorRules(EngineContract contract) {
        super(contract);
    }

    private interface Try {
        void of(Weights weights, List<Tensor> tensors);
    }

    private void withTensors(Try test) throws Throwable {
        with(Weights.class, () -> {
            Weights weights = trial().offer(Weights.class);
            List<Tensor> tensors = weights.tensors();
            assertEquals(claims().isBoosting(), tensors.isEmpty(), "a boosting engine has no tensors, others have");
            test.of(weights, tensors);
        });
    }

    @TestFactory
    Stream<DynamicTest> areThere() {
        String answer = !offers(Weights.class) ? "refused" : claims().isBoosting() ? "none" : "given";
        return Stream.of(dynamicTest("Tensors: " + answer, () -> withTensors((weights, tensors) -> {})));
    }

    @Test
    void haveNamesAndAsManyValuesAsTheirShapesSay() throws Throwable {
        withTensors((weights, tensors) -> {
            Set<String> names = new HashSet<>();
            for (Tensor tensor : tensors) {
                assertFalse(tensor.name().isBlank());
                assertTrue(names.add(tensor.name()), () -> "two tensors are called " + tensor.name());
                assertEquals(size(tensor), tensor.read().length, tensor.name());
                assertTrue(DoubleStream.of(tensor.read()).allMatch(Double::isFinite), tensor.name());
            }
        });
    }

    private static int size(Tensor tensor) {
        int size = 1;
        for (int length : tensor.shape()) {
            size *= length;
        }
        return size;
    }

    @Test
    void areReadAsTheyWereWritten() throws Throwable {
        withTensors((weights, tensors) -> {
            for (Tensor tensor : tensors) {
                Weights.Snapshot before = weights.snapshot();
                double[] values = tensor.read();
                tensor.write(values);
                assertEquals(before, weights.snapshot(), () -> "what was read, written back: " + tensor.name());

                double[] others =
                        DoubleStream.of(values).map(value -> value + 0.5).toArray();
                tensor.write(others);
                assertArrayEquals(others, tensor.read(), 1e-6, tensor.name());
                assertNotEquals(before, weights.snapshot(), () -> "the model has what was written: " + tensor.name());
            }
        });
    }

    @Test
    void areReadAsCopies() throws Throwable {
        withTensors((weights, tensors) -> {
            Weights.Snapshot before = weights.snapshot();

            tensors.forEach(tensor -> tensor.read()[0] = 12345);

            assertEquals(before, weights.snapshot());
        });
    }

    @Test
    void refuseValuesOfAnotherNumber() throws Throwable {
        withTensors((weights, tensors) -> {
            for (Tensor tensor : tensors) {
                double[] tooMany = new double[tensor.read().length + 1];

                assertThrows(IllegalArgumentException.class, () -> tensor.write(tooMany), tensor.name());
            }
        });
    }
}
