package dev.trackside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricTextTests {

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource({
        "loss, Loss",
        "val_loss, Validation loss",
        "lr, Learning rate",
        "examples_per_second, Examples per second",
        "val_top5_accuracy, Validation top5 accuracy",
        "val_, Validation",
        "_, _",
    })
    void namesAreWords(String metric, String label) {
        assertThat(MetricText.label(metric)).isEqualTo(label);
    }

    @ParameterizedTest(name = "{0} reads {1}")
    @CsvSource({
        "0.76361, 0.7636",
        "0, 0.0000",
        "-0.5, -0.5000",
        "0.01, 0.0100",
        "0.00133333, 0.001333",
        "0.0001, 0.000100",
        "0.00001, 1.000e-05",
        "1234.56, 1234.6",
        "123456789, 1.235e+08",
        "NaN, NaN",
        "-Infinity, -Infinity",
    })
    void valuesAreShort(double value, String text) {
        assertThat(MetricText.number(value)).isEqualTo(text);
    }

    @ParameterizedTest(name = "{0} with {1} decimals reads {2}")
    @CsvSource({
        "0.0812, 2, 0.08",
        "0.085, 2, 0.09",
        "-0.085, 2, -0.09",
        "0.995, 2, 1.00",
        "1.005, 2, 1.01",
        "0.9999999, 6, 1.000000",
        "2.5, 0, 3",
        "1234.05, 1, 1234.1",
        "1e15, 1, 1000000000000000.0",
        "-0.0, 4, 0.0000",
        "Infinity, 2, Infinity",
    })
    void decimalsAreFixed(double value, int decimals, String text) {
        assertThat(MetricText.fixed(value, decimals)).isEqualTo(text);
    }

    @Test
    void fixedDecimalsAreThoseOfAFormat() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            // a few digits, so that the middle is met often
            double value = random.nextInt(200_000) / 1e3 - 100 + (i % 3 == 0 ? random.nextDouble() : 0) + 0.0005;
            int decimals = i % 7;
            if (value != 0) {
                assertThat(MetricText.fixed(value, decimals))
                        .isEqualTo(String.format(Locale.ROOT, "%." + decimals + "f", value));
            }
        }
    }

    @Test
    void powersOfTenAreThoseOfAFormat() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            // of all sizes, and with few digits, so that the middle is met
            double value = i % 2 == 0
                    ? Double.longBitsToDouble(random.nextLong())
                    : (random.nextInt(200_000) - 100_000) * Math.pow(10, random.nextInt(20) - 30);
            double size = Math.abs(value);
            if (size >= 1e7 && size < Double.POSITIVE_INFINITY || size > 0 && size < 0.0001) {
                assertThat(MetricText.number(value)).isEqualTo(String.format(Locale.ROOT, "%.3e", value));
            }
        }
        assertThat(MetricText.number(Double.MIN_VALUE)).isEqualTo("4.900e-324");
        assertThat(MetricText.number(9.9996e-6)).isEqualTo("1.000e-05");
    }

    @Test
    void thereAreSixDecimalsAtMost() {
        assertThatThrownBy(() -> MetricText.fixed(1, 7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 6");
    }

    @Test
    void valuesReadAlikeInEveryCountry() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(MetricText.number(0.5)).isEqualTo("0.5000");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aLineHasWhatIsThereInTheOrderAskedFor() {
        Metrics metrics = MetricsOf.metric("loss", 0.7636).and("accuracy", 0.4688);

        assertThat(MetricText.line(metrics, List.of("accuracy", "val_loss", "loss")))
                .isEqualTo("Accuracy = 0.4688, Loss = 0.7636");
        assertThat(MetricText.line(metrics, List.of("val_loss"))).isEmpty();
    }
}
