package dev.trackside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetricChoiceTests {

    private final Metrics metrics = MetricsOf.metric("loss", 1).and("lr", 0.1).and("accuracy", 0.5);

    @Test
    void allAreChosenIfNoneIsNamed() {
        assertThat(MetricChoice.of(List.of()).of(metrics)).containsExactly("loss", "lr", "accuracy");
    }

    @Test
    void someAreLeftOutUnlessNamed() {
        assertThat(MetricChoice.of(List.of(), "lr").of(metrics)).containsExactly("loss", "accuracy");
        assertThat(MetricChoice.of(List.of("lr"), "lr").of(metrics)).containsExactly("lr");
    }

    @Test
    void theOrderIsThatOfTheNames() {
        assertThat(MetricChoice.of(List.of("accuracy", "loss")).of(metrics)).containsExactly("accuracy", "loss");
    }

    @Test
    void aNameThatComesLaterIsNoReasonToComplain() {
        MetricChoice choice = MetricChoice.of(List.of("loss", "val_loss"));
        choice.of(metrics);
        choice.of(MetricsOf.metric("val_loss", 2));

        assertThat(choice.complaint()).isEmpty();
    }

    @Test
    void aNameThatNeverCameIsNamedWithThoseThatDid() {
        MetricChoice choice = MetricChoice.of(List.of("los", "loss"));
        assertThat(choice.of(metrics)).containsExactly("loss");

        assertThat(choice.complaint())
                .isEqualTo("The option metrics names los, which never came; this run has had loss, lr, accuracy.");
    }

    @Test
    void aRunWithoutMetricsIsSaidToHaveNone() {
        assertThat(MetricChoice.of(List.of("loss")).complaint()).contains("no metrics");
    }
}
