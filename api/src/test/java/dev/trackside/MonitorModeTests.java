package dev.trackside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class MonitorModeTests {

    @Nested
    class AutoTellsFromTheName {

        @ParameterizedTest(name = "{0} is to become small")
        @ValueSource(
                strings = {
                    "loss",
                    "val_loss",
                    "mae",
                    "val_mse",
                    "rmse",
                    "perplexity",
                    "VAL_LOSS",
                    "mean_squared_error",
                    "validation-rmse",
                    "accuracy_loss"
                })
        void thatSmallIsBetter(String metric) {
            assertThat(MonitorMode.AUTO.resolve(metric)).isEqualTo(MonitorMode.MIN);
        }

        @ParameterizedTest(name = "{0} is to become large")
        @ValueSource(
                strings = {"accuracy", "val_accuracy", "auc", "val_f1", "precision", "recall", "r2", "val_top5_accuracy"
                })
        void thatLargeIsBetter(String metric) {
            assertThat(MonitorMode.AUTO.resolve(metric)).isEqualTo(MonitorMode.MAX);
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"gap", "val_", "lossy", "f1_score", "learning_curve"})
        void orAsks(String metric) {
            assertThatThrownBy(() -> MonitorMode.AUTO.resolve(metric))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining(metric)
                    .hasMessageContaining("Set mode to min or max");
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void whatIsSaidWinsOverTheName(MonitorMode said) {
        assertThat(said.resolve("val_loss")).isEqualTo(said);
        assertThat(said.resolve("gap")).isEqualTo(said);
    }

    @ParameterizedTest(name = "{0}: {1} after {2}, at least {3} better: {4}")
    @CsvSource({
        "MIN, 0.9,       1.0, 0,    true",
        "MIN, 1.0,       1.0, 0,    false",
        "MIN, 1.1,       1.0, 0,    false",
        "MIN, 0.5,       1.0, 0.25, true",
        "MIN, 0.75,      1.0, 0.25, false",
        "MIN, -Infinity, 1.0, 0,    true",
        "MIN, Infinity,  1.0, 0,    false",
        "MAX, 1.1,       1.0, 0,    true",
        "MAX, 1.0,       1.0, 0,    false",
        "MAX, 0.9,       1.0, 0,    false",
        "MAX, 1.5,       1.0, 0.25, true",
        "MAX, 1.25,      1.0, 0.25, false",
    })
    void betterIsStrict(MonitorMode mode, double value, double reference, double minDelta, boolean better) {
        assertThat(mode.better(value, reference, minDelta)).isEqualTo(better);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(mode = Mode.EXCLUDE, names = "AUTO")
    void notANumberIsNeverBetterAndNeverAReference(MonitorMode mode) {
        assertThat(mode.better(Double.NaN, 1, 0)).isFalse();
        assertThat(mode.better(Double.NaN, Double.NaN, 0)).isFalse();
        assertThat(mode.better(1, Double.NaN, 5)).isTrue();
    }

    @Test
    void autoItselfHasNoDirection() {
        assertThatThrownBy(() -> MonitorMode.AUTO.better(1, 2, 0)).isInstanceOf(IllegalStateException.class);
    }
}
