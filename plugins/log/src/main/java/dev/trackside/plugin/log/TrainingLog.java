package dev.trackside.plugin.log;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.MetricChoice;
import dev.trackside.MetricText;
import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plan;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Writes training as lines, to Log4j's logger {@code dev.trackside.log}.
 *
 * <pre>
 * Training digits with mlp: 50 epochs of 45 batches
 * Batch 10: Loss = 0.7636, Accuracy = 0.4688
 * Epoch 1 finished in 0.08 seconds: Loss = 0.5120, Accuracy = 0.8532, Validation loss = 0.2977
 * Training stopped after 17 epochs and 765 steps in 1.41 seconds: val_loss has not improved ...
 * </pre>
 *
 * <p>The level is INFO; the begin of an epoch is told at DEBUG, since the line of the epoch before it says as much.
 *
 * @since 0.1
 */
@Plugin("log")
public final class TrainingLog {

    private static final Logger LOGGER = LogManager.getLogger("dev.trackside.log");

    /** Batches from one line to the next, counted within each epoch; 0 for no lines about batches. */
    @Option(min = 0)
    int every = 100;

    /** Metrics to write, by name and in this order; if none is named all, but lr not for batches, nor speeds for epochs. */
    @Option
    List<String> metrics = List.of();

    // Made again at train begin, when the option is there.
    private MetricChoice ofBatch = MetricChoice.of(List.of());
    private MetricChoice ofEpoch = ofBatch;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public TrainingLog() {}

    @OnTrainBegin
    void trainingBegins(Run run, Plan plan) {
        ofBatch = MetricChoice.of(metrics, "lr"); // mostly that of the batch before
        ofEpoch = MetricChoice.of(metrics, "epoch_seconds", "examples_per_second"); // the head of the line says as much
        LOGGER.info("Training {} with {}{}", run.name(), run.engine(), length(plan));
    }

    @OnEpochBegin
    void epochBegins(Epoch epoch) {
        LOGGER.debug("Epoch {} begins", epoch.number());
    }

    // The period is an option, so it cannot be a member of the annotation.
    @OnBatchEnd
    void batchEnds(Batch batch, Metrics values) {
        if (every == 0 || batch.number() % every != 0 || !LOGGER.isInfoEnabled()) {
            return;
        }
        if (batch.skipped()) {
            LOGGER.info("Batch {} was skipped", batch.number());
        } else {
            LOGGER.info("Batch {}{}", batch.number(), afterColon(MetricText.line(values, ofBatch.of(values))));
        }
    }

    @OnEpochEnd
    void epochEnds(Epoch epoch, Plan plan, Metrics values, @Metric("epoch_seconds") double seconds) {
        boolean whole = epoch.batches() >= plan.batchesPerEpoch().orElse(0);
        LOGGER.info(
                "Epoch {} {} in {}{}",
                epoch.number(),
                whole ? "finished" : "ended after " + count(epoch.batches(), "batch", "batches"),
                seconds(seconds),
                afterColon(MetricText.line(values, ofEpoch.of(values))));
    }

    @OnTrainEnd
    void trainingEnds(Run run) {
        RunSummary summary = run.summary();
        Outcome outcome = run.outcome().orElse(Outcome.COMPLETED);
        LOGGER.info(
                "Training {} after {} and {} in {}{}",
                outcome.name().toLowerCase(Locale.ROOT),
                count(summary.epochs(), "epoch", "epochs"),
                count(summary.steps(), "step", "steps"),
                seconds(seconds(summary.elapsed())),
                afterColon(run.reason().orElse("")));
        String complaint = ofEpoch.complaint();
        if (!complaint.isEmpty() && summary.epochs() > 0 && outcome != Outcome.FAILED) {
            LOGGER.warn(complaint);
        }
    }

    private static String length(Plan plan) {
        if (plan.epochs().isEmpty()) {
            return "";
        }
        String epochs = ": " + count(plan.epochs().getAsInt(), "epoch", "epochs");
        return plan.batchesPerEpoch().isEmpty()
                ? epochs
                : epochs + " of " + count(plan.batchesPerEpoch().getAsInt(), "batch", "batches");
    }

    private static String afterColon(String text) {
        return text.isEmpty() ? "" : ": " + text;
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }

    private static String seconds(double seconds) {
        return MetricText.fixed(seconds, 2) + " seconds";
    }
}
