package dev.trackside.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.trackside.Control;
import dev.trackside.Weights;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Weights can be kept and put back. */
abstract class WeightsRules extends Rules {

    WeightsRules(EngineContract contract) {
        super(contract);
    }

    @Test
    void aSnapshotStaysAsItIsWhileTrainingGoesOn() throws Throwable {
        with(Weights.class, () -> {
            Map<String, Weights.Snapshot> kept = new HashMap<>();
            Map<String, byte[]> bytes = new HashMap<>();
            trial().attach(new WeightsProbe().always((event, weights) -> {
                        Weights.Snapshot snapshot = weights.snapshot();
                        kept.put(event, snapshot);
                        bytes.put(event, snapshot.bytes());
                    }))
                    .train();

            assertNotEquals(kept.get("OnTrainBegin"), kept.get("OnTrainEnd"));
            kept.forEach((event, snapshot) -> assertArrayEquals(bytes.get(event), snapshot.bytes(), event));
        });
    }

    @Test
    void aRestoredSnapshotGivesTheSameBytes() throws Throwable {
        with(Weights.class, () -> {
            Map<String, Weights.Snapshot> kept = new HashMap<>();
            trial().attach(new WeightsProbe()
                            .at("OnEpochBegin 0", weights -> kept.put("first", weights.snapshot()))
                            .at("OnEpochBegin 1", weights -> {
                                weights.restore(snapshot(kept, "first"), "the first were better");
                                kept.put("restored", weights.snapshot());
                            })
                            .at("OnEpochEnd 1", weights -> kept.put("trained on", weights.snapshot())))
                    .train();

            assertEquals(kept.get("first"), kept.get("restored"));
            assertNotEquals(kept.get("restored"), kept.get("trained on"), "training goes on with what was restored");
        });
    }

    private static Weights.Snapshot snapshot(Map<String, Weights.Snapshot> kept, String name) {
        Weights.Snapshot snapshot = kept.get(name);
        if (snapshot == null) {
            throw new AssertionError("no snapshot was taken");
        }
        return snapshot;
    }

    @Test
    void aRestoredSnapshotOfAnotherEngineTrainsOnInItsPlace() throws Throwable {
        with(Weights.class, () -> {
            Trial giver = trial();
            giver.train();
            Weights.Snapshot trained = giver.offer(Weights.class).snapshot();

            Map<String, Double> ofGiver = validationOf(trial(), trained);
            Map<String, Double> ofTaker = validationOf(trial(), trained);

            assertEquals(ofGiver, ofTaker);
            if (claims().validationBatches() > 0
                    && !claims().validationMetrics().isEmpty()) {
                assertNotEquals(
                        ofGiver,
                        validationOf(trial(), trial().offer(Weights.class).snapshot()));
            }
        });
    }

    /** What the first validation tells about given weights: no batch is trained before. */
    private Map<String, Double> validationOf(Trial trial, Weights.Snapshot snapshot) {
        Map<String, Double> metrics = new HashMap<>();
        trial.probe().answer("OnBatchBegin 0/0", Control.stop("only the validation counts"));
        trial.attach(new WeightsProbe().at("OnBatchBegin 0/0", weights -> weights.restore(snapshot)))
                .attach(new MetricsProbe().at("OnEpochEnd 0", shown -> metrics.putAll(shown.toMap())))
                .train();
        metrics.keySet().retainAll(claims().validationMetrics());
        return metrics;
    }

    @Test
    void aForeignSnapshotIsRefusedAndChangesNothing() throws Throwable {
        with(Weights.class, () -> {
            Weights weights = trial().offer(Weights.class);
            Weights.Snapshot before = weights.snapshot();

            assertThrows(
                    IllegalArgumentException.class, () -> weights.restore(new Weights.Snapshot(new byte[] {1, 2, 3})));
            assertEquals(before, weights.snapshot());
        });
    }
}
