package dev.trackside.engine.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.engine.common.Loss;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Backward against central finite differences, for each parameter of small networks of all kinds. */
class NetworkGradientTests {

    private static final int INPUTS = 5;
    private static final double STEP = 1e-6;

    static Stream<Arguments> networks() {
        return Stream.of(Loss.values()).flatMap(loss -> Stream.of(Activation.values())
                .flatMap(activation -> Stream.of(
                        Arguments.of(loss, activation, List.of()),
                        Arguments.of(loss, activation, List.of(4)),
                        Arguments.of(loss, activation, List.of(6, 3)))));
    }

    @ParameterizedTest(name = "{0}, {1}, hidden layers {2}")
    @MethodSource("networks")
    void gradientsAgreeWithFiniteDifferences(Loss loss, Activation activation, List<Integer> hidden) {
        assertGradients(loss, activation, hidden, 7, 7);
    }

    @ParameterizedTest(name = "{0}, {1}, hidden layers {2}")
    @MethodSource("networks")
    void gradientsOfABatchSmallerThanTheBuffersAgreeToo(Loss loss, Activation activation, List<Integer> hidden) {
        assertGradients(loss, activation, hidden, 7, 3);
    }

    private static void assertGradients(Loss loss, Activation activation, List<Integer> hidden, int buffers, int rows) {
        Random random = new Random(7);
        int outputs = loss == Loss.CROSS_ENTROPY ? 4 : 1;
        Network network = new Network(INPUTS, hidden, outputs, activation, loss, buffers);
        network.initialize(random);
        for (Parameter parameter : network.parameters()) {
            if (!parameter.decays()) {
                fill(parameter.value(), random); // biases begin at 0, where a fault could hide
            }
        }
        double[] targets = new double[buffers];
        forward(network, buffers, targets, random); // leaves other numbers in the buffers
        DMatrixRMaj input = new DMatrixRMaj(rows, INPUTS);
        fill(input, random);
        for (int row = 0; row < rows; row++) {
            targets[row] = loss == Loss.CROSS_ENTROPY ? random.nextInt(outputs) : random.nextGaussian();
        }

        network.forward(input, targets);
        network.backward(targets);

        for (Parameter parameter : network.parameters()) {
            double[] gradient = parameter.gradient().getData().clone();
            for (int i = 0; i < gradient.length; i++) {
                double slope = (shifted(network, parameter, i, STEP, input, targets)
                                - shifted(network, parameter, i, -STEP, input, targets))
                        / (2 * STEP);
                assertThat(gradient[i]).as("%s[%d]", parameter.name(), i).isCloseTo(slope, within(1e-8));
            }
        }
    }

    private static void forward(Network network, int rows, double[] targets, Random random) {
        DMatrixRMaj input = new DMatrixRMaj(rows, INPUTS);
        fill(input, random);
        network.forward(input, targets);
        network.backward(targets);
    }

    private static void fill(DMatrixRMaj matrix, Random random) {
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.getData()[i] = random.nextGaussian();
        }
    }

    private static double shifted(
            Network network, Parameter parameter, int index, double by, DMatrixRMaj input, double[] targets) {
        double[] values = parameter.value().getData();
        double before = values[index];
        values[index] = before + by;
        double loss = network.forward(input, targets) / input.getNumRows();
        values[index] = before;
        return loss;
    }
}
