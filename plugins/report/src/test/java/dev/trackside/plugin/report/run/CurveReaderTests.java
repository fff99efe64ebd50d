package dev.trackside.plugin.report.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Decision;
import dev.trackside.plugin.history.RecordedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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

    private static RecordedEvent batch(int epoch, int batch, long step) {
        return new RecordedEvent(RecordedEvent.Kind.BATCH, epoch, batch, step, 0, 1, false, true, Map.of());
    }

    private static Decision decision(String event, int epoch, long step) {
        return new Decision(
                "who",
                Decision.Kind.LEARNING_RATE,
                "why",
                Optional.empty(),
                event,
                epoch,
                step,
                Decision.Effect.TAKEN,
                Map.of(),
                Instant.EPOCH);
    }

    @Test
    void placesDecisionsWithinTheirEpochs() {
        // Epochs of 1000 and 500 steps, and one that ended in the midst, after 100 of 500 batches.
        reader.epoch(new RecordedEvent(RecordedEvent.Kind.EPOCH, 0, -1, 1_000, 0, 1_000, false, true, Map.of()));
        reader.epoch(new RecordedEvent(RecordedEvent.Kind.EPOCH, 1, -1, 1_500, 0, 500, false, true, Map.of()));
        reader.last(batch(2, 99, 1_600));

        assertThat(Stream.of(
                                decision("OnTrainBegin", -1, 0),
                                decision("OnEpochBegin", 0, 0),
                                decision("OnBatchEnd", 0, 250),
                                decision("OnBatchEnd", 0, 1_000),
                                decision("OnEpochBegin", 1, 1_000),
                                decision("OnValidationEnd", 1, 1_500),
                                decision("OnEpochEnd", 1, 1_500),
                                decision("OnStep", 2, 1_525),
                                decision("OnBatchEnd", 2, 1_600),
                                decision("OnTrainEnd", -1, 1_600))
                        .map(reader::position))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : Double.compare(one, other))
                .containsExactly(0.0, 0.0, 0.25, 1.0, 1.0, 2.0, 2.0, 2.05, 2.2, 2.2);
    }

    @Test
    void placesDecisionsOfARunWithoutSteps() {
        reader.last(batch(0, 4, 0)); // all of them skipped

        assertThat(reader.position(decision("OnBatchBegin", 0, 0))).isZero();
        assertThat(new CurveReader().position(decision("OnFailure", -1, 0))).isZero();
    }

    @Test
    void showsEpochsOnlyWhereThereAreEnough() {
        read(3);

        assertThat(reader.ofFewEpochs(List.of("loss"))).isEmpty();
    }
}
