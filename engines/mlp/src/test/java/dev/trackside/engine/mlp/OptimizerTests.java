package dev.trackside.engine.mlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.engine.common.OptimizerSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptimizerTests {

    private final Parameter weight = Parameter.zeros("w", 1, 1, true);
    private final Parameter bias = Parameter.zeros("b", 1, 1, false);

    @Test
    void gradientDescentGoesDownTheGradient() {
        Optimizer optimizer = optimizer(OptimizerSettings.Sgd.of(0.1, 0));

        step(optimizer, 0.1, 2);

        assertThat(weight()).isEqualTo(-0.2);
    }

    @Test
    void momentumAddsPartOfTheLastStep() {
        Optimizer optimizer = optimizer(OptimizerSettings.Sgd.of(0.1, 0.5));

        step(optimizer, 0.1, 2); // velocity 2
        step(optimizer, 0.1, 1); // velocity 2

        assertThat(weight()).isCloseTo(-0.4, within(1e-15));
    }

    @Test
    void nesterovLooksAhead() {
        Optimizer optimizer = optimizer(new OptimizerSettings.Sgd(0.1, 0.5, true, 0));

        step(optimizer, 0.1, 2); // velocity 2, step 2 + 1
        step(optimizer, 0.1, 1); // velocity 2, step 1 + 1

        assertThat(weight()).isCloseTo(-0.5, within(1e-15));
    }

    @Test
    void adamBeginsWithAStepOfTheLearningRate() {
        Optimizer optimizer = optimizer(OptimizerSettings.Adam.of(0.01));

        step(optimizer, 0.01, 1234);

        assertThat(weight()).isCloseTo(-0.01, within(1e-12));
    }

    @Test
    void adamFollowsItsPaper() {
        Optimizer optimizer = optimizer(OptimizerSettings.Adam.of(0.01));
        double mean = 0;
        double square = 0;
        double expected = 0;
        double[] slopes = {1, -2, 0.5, 3};
        for (int t = 1; t <= slopes.length; t++) {
            double slope = slopes[t - 1];
            step(optimizer, 0.01, slope);
            mean = 0.9 * mean + 0.1 * slope;
            square = 0.999 * square + 0.001 * slope * slope;
            double meanHat = mean / (1 - Math.pow(0.9, t));
            double squareHat = square / (1 - Math.pow(0.999, t));
            expected -= 0.01 * meanHat / (Math.sqrt(squareHat) + 1e-8);
        }

        assertThat(weight()).isCloseTo(expected, within(1e-14));
    }

    @Test
    void weightDecayShrinksWeightsApartFromTheGradient() {
        Optimizer optimizer = optimizer(new OptimizerSettings.Adam(0.1, 0.9, 0.999, 1e-8, 0.5, 0));
        weight.value().set(0, 4);
        bias.value().set(0, 4);

        step(optimizer, 0.1, 0);

        assertThat(weight()).isCloseTo(4 * (1 - 0.1 * 0.5), within(1e-15));
        assertThat(bias.value().get(0)).isEqualTo(4);
    }

    @Test
    void l2AddsToTheGradientOfWeightsOnly() {
        Optimizer optimizer = optimizer(new OptimizerSettings.Sgd(0.1, 0, false, 0.5));
        weight.value().set(0, 4);
        bias.value().set(0, 4);

        step(optimizer, 0.1, 0);

        assertThat(weight()).isCloseTo(4 - 0.1 * 0.5 * 4, within(1e-15));
        assertThat(bias.value().get(0)).isEqualTo(4);
    }

    @Test
    void aLearningRateOfZeroLeavesEverythingInPlace() {
        Optimizer optimizer = optimizer(OptimizerSettings.Adam.of(0.01));
        weight.value().set(0, 4);

        step(optimizer, 0, 5);

        assertThat(weight()).isEqualTo(4);
    }

    @Test
    void settingsRefuseWhatCannotTrain() {
        assertThatThrownBy(() -> OptimizerSettings.Adam.of(0)).hasMessage("lr = 0.0: must be positive");
        assertThatThrownBy(() -> OptimizerSettings.Adam.of(Double.NaN)).hasMessage("lr = NaN: must be positive");
        assertThatThrownBy(() -> OptimizerSettings.Sgd.of(0.1, 1))
                .hasMessage("momentum = 1.0: must be at least 0 and below 1");
        assertThatThrownBy(() -> new OptimizerSettings.Sgd(0.1, 0, true, 0))
                .hasMessage("nesterov = true needs a momentum above 0");
    }

    private Optimizer optimizer(OptimizerSettings settings) {
        return Optimizer.of(settings, List.of(weight, bias));
    }

    private void step(Optimizer optimizer, double rate, double slope) {
        weight.gradient().set(0, slope);
        bias.gradient().set(0, slope);
        optimizer.step(rate);
    }

    private double weight() {
        return weight.value().get(0);
    }
}
