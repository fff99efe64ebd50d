package dev.trackside.plugin.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.plugin.history.RecordedEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CurveReaderTests {

    private final CurveReader reader = new CurveReader();

    private void read(int epochs) {
        for (int epoch = 0; epoch < epochs; epoch++) {
            Map<String, Double> metrics = Map.of("loss", 1.0 / (1 + epoch), "epoch_seconds", 0.5);
            reader.epoch(new RecordedEvent(RecordedEvent.Kind.EPOCH, epoch, -1, epoch + 1, 0, 1, false, true, metrics));
        }
    }

    @Test
    void keepsTheTimeOfEachEpoch() {
        read(5_000);

        assertThat(reader.curves()).allSatisfy(curve -> assertThat(curve.size())
                .isBetween(1, curve.metric().equals("epoch_seconds") ? 5_000 : 1_200));
        assertThat(reader.curves())
                .filteredOn(curve -> curve.metric().equals("epoch_seconds"))
                .singleElement()
                .extracting(Curve::size)
                .isEqualTo(5_000);
    }

    @Test
    void showsBatchesOfOneTrainingMetricWhereEpochsAreFew() {
        read(2);

        assertThat(reader.ofFewEpochs(List.of("lr", "accuracy", "val_loss", "loss")))
                .contains("loss");
        assertThat(reader.ofFewEpochs(List.of("lr", "val_error", "epoch_seconds", "error", "accuracy")))
                .contains("error");
        assertThat(reader.ofFewEpochs(List.of("lr", "grad_norm", "val_loss"))).isEmpty();
    }

    @Test
    void showsEpochsOnlyWhereThereAreEnough() {
        read(3);

        assertThat(reader.ofFewEpochs(List.of("loss"))).isEmpty();
    }
}
