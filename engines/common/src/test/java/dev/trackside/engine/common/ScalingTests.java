package dev.trackside.engine.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingTests {

    private static final Dataset DATA =
            Dataset.regression(new double[][] {{1, 0.1, 4}, {2, 0.1, -4}, {6, 0.1, 8}}, new double[3]);

    @Test
    void standardizingGivesMeanZeroAndDeviationOne() {
        double[] scaled = Scaling.standardize().fit(DATA).apply(DATA).features();

        double mean = (scaled[0] + scaled[3] + scaled[6]) / 3;
        double variance = (scaled[0] * scaled[0] + scaled[3] * scaled[3] + scaled[6] * scaled[6]) / 3;
        assertThat(mean).isCloseTo(0, within(1e-12));
        assertThat(variance).isCloseTo(1, within(1e-12));
    }

    @Test
    void aConstantColumnBecomesZeroAndNotNaN() {
        assertThat(Scaling.standardize().fit(DATA).apply(DATA).features()[1]).isCloseTo(0, within(1e-12));
        assertThat(Scaling.minMax().fit(DATA).apply(DATA).features()[4]).isZero();
    }

    @Test
    void aColumnThatWasConstantInTrainingStaysSmallElsewhere() {
        double[] row = Scaling.standardize().fit(DATA).apply(new double[] {1, 0.3, 4});

        assertThat(row[1]).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void minMaxSpansZeroToOne() {
        assertThat(Scaling.minMax().fit(DATA).apply(DATA).features())
                .containsExactly(0, 0, 8.0 / 12, 0.2, 0, 0, 1, 0, 1);
    }

    @Test
    void dividingDividesEveryColumn() {
        assertThat(Scaling.divideBy(2).fit(DATA).apply(new double[] {1, 2, 3})).containsExactly(0.5, 1, 1.5);
    }

    @Test
    void noneChangesNothing() {
        assertThat(Scaling.none().fit(DATA).apply(DATA).features()).isEqualTo(DATA.features());
    }

    @Test
    void isReadAsPeopleWriteIt() {
        assertThat(Scaling.parse("standardize")).isEqualTo(Scaling.standardize());
        assertThat(Scaling.parse("min-max")).isEqualTo(Scaling.minMax());
        assertThat(Scaling.parse("none")).isEqualTo(Scaling.none());
        assertThat(Scaling.parse("16")).isEqualTo(Scaling.divideBy(16));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "minmax", ""})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Scaling.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use standardize, min-max, none, or a positive number");
    }

    @Test
    void refusesRowsOfAnotherWidth() {
        Scaler scaler = Scaling.none().fit(DATA);

        assertThatThrownBy(() -> scaler.apply(new double[2]))
                .hasMessage("2 features, but the scaling was learned from 3");
    }
}
