package dev.trackside.engine.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LossTests {

    @Test
    void crossEntropyOfEqualOutputsIsTheLogarithmOfTheirNumber() {
        double[] outputs = {3, 3, 3, 3};

        double loss = Loss.CROSS_ENTROPY.forward(outputs, new double[] {2}, 1, 4);

        assertThat(loss).isCloseTo(Math.log(4), within(1e-15));
        assertThat(outputs).containsOnly(0.25);
    }

    @Test
    void crossEntropyStaysFiniteForHugeOutputs() {
        double[] outputs = {1000, -1000};

        assertThat(Loss.CROSS_ENTROPY.forward(outputs, new double[] {1}, 1, 2)).isEqualTo(2000);
        assertThat(outputs).containsExactly(1, 0);
    }

    @Test
    void crossEntropyOfNaNIsNaN() {
        assertThat(Loss.CROSS_ENTROPY.forward(new double[] {Double.NaN, 1}, new double[] {1}, 1, 2))
                .isNaN();
    }

    @Test
    void meanSquaredErrorSumsOverRows() {
        assertThat(Loss.MEAN_SQUARED_ERROR.forward(new double[] {1, 5}, new double[] {3, 4}, 2, 1))
                .isEqualTo(5);
    }

    @ParameterizedTest
    @EnumSource
    void gradientAgreesWithFiniteDifferences(Loss loss) {
        int rows = 3;
        int width = loss == Loss.CROSS_ENTROPY ? 4 : 1;
        double[] outputs = {0.3, -1.2, 2.1, 0.4, 1.1, -0.7, 0.9, -2.0, 0.2, 0.1, -0.4, 1.7};
        double[] targets = {1, 3, 0};
        double[] predictions = outputs.clone();
        loss.forward(predictions, targets, rows, width);
        double[] gradient = new double[rows * width];
        loss.backward(predictions, targets, rows, width, gradient);

        for (int i = 0; i < gradient.length; i++) {
            double h = 1e-5;
            double slope = (shifted(loss, outputs, i, h, targets, rows, width)
                            - shifted(loss, outputs, i, -h, targets, rows, width))
                    / (2 * h);
            assertThat(gradient[i]).as("output %d", i).isCloseTo(slope, within(1e-9));
        }
    }

    private static double shifted(
            Loss loss, double[] outputs, int index, double by, double[] targets, int rows, int width) {
        double[] moved = outputs.clone();
        moved[index] += by;
        return loss.forward(moved, targets, rows, width) / rows;
    }
}
