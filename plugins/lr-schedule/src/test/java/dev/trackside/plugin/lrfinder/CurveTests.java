package dev.trackside.plugin.lrfinder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against figures that another program computed by the definitions of fastai and Lightning. */
class CurveTests {

    private static final double[] LOSSES = {
        2.0, 2.01, 2.0, 1.99, 1.98, 1.95, 1.9, 1.8, 1.6, 1.3, 1.0, .8, .7, .65, .66, .7, .9, 1.5, 3.0, 6.0
    };

    private static Curve curve(double smoothing, double... losses) {
        double[] rates = IntStream.range(0, losses.length)
                .mapToDouble(i -> StrictMath.pow(2, i))
                .toArray();
        return Curve.of(rates, losses, smoothing);
    }

    @ParameterizedTest(name = "by {0}, value {1}")
    @CsvSource({
        "0.98, 0, 1",
        "0.98, 1, 0.949494949494949",
        "0.98, 2, 1.0346891579377",
        "0.98, 3, 0.896939194021422",
        "0.98, 4, 0.793495539729872",
        "0.98, 5, 1.00487073648004",
        "0.5, 1, 0.933333333333333",
        "0.5, 2, 1.08571428571429",
        "0.5, 5, 1.3015873015873",
        "0, 5, 2"
    })
    void lossesAreSmoothedByAMeanThatIsCorrectedForItsStart(double smoothing, int index, double value) {
        Curve curve = curve(smoothing, 1.0, 0.9, 1.2, 0.5, 0.4, 2.0);

        assertThat(curve.smoothed(index)).isCloseTo(value, within(1e-13));
    }

    @Test
    void theSteepestFallIsFound() {
        assertThat(curve(0, LOSSES).steepest()).hasValue(9);
    }

    @Test
    void theValleyIsThatOfFastai() {
        assertThat(curve(0, LOSSES).valley()).hasValue(7);
    }

    @Test
    void theMinimumIsFound() {
        assertThat(curve(0, LOSSES).minimum()).hasValue(13);
    }

    @Test
    void steepnessIsByTheLogarithmOfTheRate() {
        // The loss falls by 0.5, then by 0.6, but to do that the second time the rate is multiplied by 16 in place of
        // 2.
        Curve curve = Curve.of(
                new double[] {1, 2, 4, 8, 16, 256, 4096, 5000, 6000},
                new double[] {3, 3, 2.5, 2, 2, 1.4, .8, .8, .8},
                0);

        assertThat(curve.steepest()).hasValue(2);
    }

    @Test
    void aLossThatFallsNowhereSuggestsNothing() {
        Curve rising = curve(0, 1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(rising.steepest()).isEmpty();
        assertThat(rising.valley()).isEmpty();
    }

    @Test
    void curvesOfNextToNothingAreAnswered() {
        for (int size = 0; size < 4; size++) {
            Curve curve = curve(0.9, new double[size]);

            assertThat(curve.steepest()).isEmpty();
            assertThat(curve.valley()).isEmpty();
            assertThat(curve.minimum().isPresent()).isEqualTo(size > 1);
        }
    }

    @Test
    void aPlotIsCutOffAsFarAboveTheFirstLossAsTheSmallestIsBelow() {
        assertThat(curve(0, 2, 1.5, 2.4, 90).forPlot()).containsExactly(2, 1.5, 2.4, 2.5);
        assertThat(curve(0, 2, 3, 90).forPlot())
                .as("all of a loss that only rises")
                .containsExactly(2, 3, 90);
    }
}
