package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.trackside.Predictions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Labels and outputs of each validation batch. */
abstract class PredictionsRules extends Rules {

    PredictionsRules(EngineContract contract) {
        super(contract);
    }

    @Test
    void comeWithEachValidationBatch() throws Throwable {
        with(Predictions.class, () -> {
            PredictionsProbe probe = new PredictionsProbe();
            trial().attach(probe).train();

            assertEquals(
                    Expected.complete(claims()).stream()
                            .filter(event -> event.startsWith("OnValidationBatchEnd"))
                            .toList(),
                    probe.events());
        });
    }

    @Test
    void areAsManyAsTheExamplesOfTheBatch() throws Throwable {
        with(Predictions.class, () -> {
            List<Double> sizes = new ArrayList<>();
            Set<Integer> widths = new HashSet<>();
            Trial trial = trial().attach(new PredictionsProbe().always((event, predictions) -> {
                sizes.add((double) predictions.size());
                widths.add(predictions.width());
            }));
            trial.train();

            assertEquals(
                    trial.watch().batches().stream()
                            .filter(Watch.Seen::validation)
                            .map(Watch.Seen::examples)
                            .toList(),
                    sizes);
            assertEquals(1, widths.size(), () -> "each batch has as many outputs, not " + widths);
        });
    }

    @Test
    void areNumbersAndNothingBeyondTheBatch() throws Throwable {
        with(Predictions.class, () -> trial().attach(new PredictionsProbe().always((event, predictions) -> {
                    assertTrue(values(predictions).stream().allMatch(Double::isFinite), event);
                    assertThrows(IndexOutOfBoundsException.class, () -> predictions.label(predictions.size()), event);
                    assertThrows(
                            IndexOutOfBoundsException.class, () -> predictions.output(predictions.size(), 0), event);
                    assertThrows(
                            IndexOutOfBoundsException.class, () -> predictions.output(0, predictions.width()), event);
                }))
                .train());
    }

    private static List<Double> values(Predictions predictions) {
        List<Double> values = new ArrayList<>();
        for (int example = 0; example < predictions.size(); example++) {
            values.add(predictions.label(example));
            for (int output = 0; output < predictions.width(); output++) {
                values.add(predictions.output(example, output));
            }
        }
        return values;
    }

    @Test
    void haveSnapshotsThatLast() throws Throwable {
        with(Predictions.class, () -> {
            List<Predictions> kept = new ArrayList<>();
            List<List<Double>> seen = new ArrayList<>();
            trial().attach(new PredictionsProbe().always((event, predictions) -> {
                        kept.add(predictions.snapshot());
                        seen.add(values(predictions));
                    }))
                    .train();

            assertEquals(seen, kept.stream().map(PredictionsRules::values).toList());
            assertTrue(new HashSet<>(seen).size() > 1, "batches and epochs differ in what is predicted");
        });
    }
}
