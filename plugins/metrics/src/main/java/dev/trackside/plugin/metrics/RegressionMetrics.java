package dev.trackside.plugin.metrics;

import dev.trackside.Attach;
import dev.trackside.MetricWriter;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.Predictions;
import dev.trackside.Validation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures a regression at each validation, from what the engine predicts: {@code val_mae}, {@code val_mse}, {@code val_rmse}, {@code val_r2},
 * {@code val_explained_variance}, {@code val_mape}, {@code val_max_error}, {@code val_median_absolute_error}. Definitions are scikit-learn's. The first
 * output of each example is the prediction.
 *
 * @since 0.1
 */
@Plugin(value = "regression-metrics", phase = Phase.MEASURE, attach = Attach.WHEN_CONFIGURED, produces = "{metrics}")
public final class RegressionMetrics {

    /** The metrics to produce, by name. */
    @Option
    List<String> metrics = List.of("val_mae", "val_rmse", "val_r2");

    private final Map<String, RegressionMetric> wanted = new LinkedHashMap<>();
    private final Values truths = new Values();
    private final Values predictions = new Values();

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public RegressionMetrics() {}

    @OnTrainBegin
    void begin() {
        wanted.clear();
        metrics.forEach(name -> wanted.put(name, RegressionMetric.parse(name)));
    }

    @OnValidationBegin
    void validationBegins() {
        truths.clear();
        predictions.clear();
    }

    @OnValidationBatchEnd
    void batchEnds(Predictions batch) {
        for (int example = 0; example < batch.size(); example++) {
            truths.add(batch.label(example));
            predictions.add(batch.output(example, 0));
        }
    }

    @OnValidationEnd
    void validationEnds(Validation validation, MetricWriter writer) {
        if (validation.interrupted() || truths.size() == 0) {
            return; // a part of the data says nothing of the whole
        }
        double[] targets = truths.toArray();
        double[] guesses = predictions.toArray();
        wanted.forEach((name, metric) -> {
            if (writer.wanted(name)) {
                writer.write(name, metric.of(targets, guesses));
            }
        });
    }
}
