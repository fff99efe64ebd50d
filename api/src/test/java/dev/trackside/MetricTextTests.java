package dev.trackside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
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
