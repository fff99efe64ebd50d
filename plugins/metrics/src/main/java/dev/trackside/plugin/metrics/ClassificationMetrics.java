package dev.trackside.plugin.metrics;

import dev.trackside.Attach;
import dev.trackside.MetricWriter;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationBegin;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.Predictions;
import dev.trackside.RunFiles;
import dev.trackside.Validation;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Measures a classification at each validation, from what the engine predicts: accuracy, top-k, balanced accuracy, precision, recall, F1, Matthews'
 * coefficient, ROC-AUC, log loss, perplexity; and writes the confusion matrix of the last validation as a table.
 *
 * <p>The names of the metrics say what is measured: {@code val_accuracy}, {@code val_top5_accuracy}, {@code val_macro_f1}, {@code val_class3_recall},
 * {@code val_weighted_roc_auc}. Definitions are scikit-learn's, with {@code zero_division=0}: an average is over the classes that are true or
 * predicted somewhere; ROC-AUC is one class against the rest, and absent where a class is never true, since it is not defined then.
 *
 * @since 0.1
 */
@Plugin(
        value = "classification-metrics",
        phase = Phase.MEASURE,
        attach = Attach.WHEN_CONFIGURED,
        produces = "{metrics}")
public final class ClassificationMetrics {

    /** The metrics to produce, by name, e.g. val_macro_f1, val_class3_recall, val_top5_accuracy, val_roc_auc. */
    @Option
    List<String> metrics = List.of("val_precision", "val_recall", "val_f1");

    /** How classes are averaged where a name does not say: macro, micro or weighted. */
    @Option
    Average average = Average.MACRO;

    /** Whether the confusion matrix of the last validation is written as a table at the end. */
    @Option
    boolean confusionMatrix = true;

    private List<ClassificationMetric> wanted = List.of();
    private Classification seen = new Classification(wanted);

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public ClassificationMetrics() {}

    @OnTrainBegin
    void begin() {
        wanted = metrics.stream()
                .map(name -> ClassificationMetric.parse(name, average))
                .toList();
        seen = new Classification(wanted);
    }

    @OnValidationBegin
    void validationBegins() {
        seen.clear();
    }

    @OnValidationBatchEnd
    void batchEnds(Predictions predictions) {
        seen.add(predictions);
    }

    @OnValidationEnd
    void validationEnds(Validation validation, MetricWriter writer) {
        if (validation.interrupted()) {
            seen.clear(); // a part of the data says nothing of the whole
        }
        if (seen.examples() == 0) {
            return;
        }
        for (ClassificationMetric metric : wanted) {
            if (writer.wanted(metric.name())) {
                OptionalDouble value = seen.value(metric);
                if (value.isPresent()) {
                    writer.write(metric.name(), value.getAsDouble());
                }
            }
        }
    }

    @OnTrainEnd
    void end(RunFiles files) {
        if (!confusionMatrix || seen.examples() == 0) {
            return;
        }
        ConfusionMatrix confusion = seen.confusion();
        List<String> columns = new ArrayList<>(List.of("true"));
        List<List<Object>> rows = new ArrayList<>();
        for (int truth = 0; truth < confusion.classes(); truth++) {
            columns.add("predicted_" + truth);
            List<Object> row = new ArrayList<>(List.of(truth));
            for (int predicted = 0; predicted < confusion.classes(); predicted++) {
                row.add(confusion.count(truth, predicted));
            }
            rows.add(row);
        }
        files.table("confusion-matrix", columns, rows);
    }
}
