package dev.trackside.plugin.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Decision;
import dev.trackside.plugin.history.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurveReaderTests {

    private final CurveReader reader = new CurveReader(List.of());

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

    private static Decision decision(long step) {
        return new Decision(
                "who",
                Decision.Kind.LEARNING_RATE,
                "why",
                Optional.empty(),
                "OnBatchEnd",
                (int) (step / 1_000),
                step,
                Decision.Effect.TAKEN,
                Map.of(),
                Instant.EPOCH);
    }

    @Test
    void keepsThePlacesOfDecisionsOnly() {
        List<Decision> decisions =
                List.of(decision(1), decision(250), decision(999), decision(1_500), decision(1_501), decision(1_999));
        CurveReader placing = new CurveReader(decisions);
        for (int step = 0; step < 2_000; step++) { // each third batch is recorded
            if (step % 3 == 0) {
                placing.batch(new RecordedEvent(
                        RecordedEvent.Kind.BATCH,
                        step / 1_000,
                        step % 1_000,
                        step + 1,
                        0,
                        1,
                        false,
                        true,
                        Map.of("lr", 0.1)));
            }
        }

        assertThat(placing.places()).isLessThanOrEqualTo(8);
        assertThat(decisions.stream().map(placing::position))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : Double.compare(one, other))
                .containsExactly(0.001, 0.25, 0.997, 1.498, 1.501, 1.999);
    }

    @Test
    void showsEpochsOnlyWhereThereAreEnough() {
        read(3);

        assertThat(reader.ofFewEpochs(List.of("loss"))).isEmpty();
    }
}
