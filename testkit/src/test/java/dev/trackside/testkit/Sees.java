package dev.trackside.testkit;

import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A callback that keeps what it is shown: metrics of batches, validation batches and epochs, and predictions. */
final class Sees {

    final List<Map<String, Double>> batches = new ArrayList<>();
    final List<Map<String, Double>> validationBatches = new ArrayList<>();
    final List<Map<String, Double>> epochs = new ArrayList<>();
    final List<Predictions> predictions = new ArrayList<>();

    @Nullable
    Predictions lent;

    @OnBatchEnd
    void batchEnd(Metrics metrics) {
        batches.add(metrics.toMap());
    }

    @OnValidationBatchEnd
    void validationBatchEnd(Metrics metrics, Optional<Predictions> shown) {
        validationBatches.add(metrics.toMap());
        shown.ifPresent(one -> {
            lent = one;
            predictions.add(one.snapshot());
        });
    }

    @OnEpochEnd
    void epochEnd(Metrics metrics) {
        epochs.add(metrics.toMap());
    }
}
