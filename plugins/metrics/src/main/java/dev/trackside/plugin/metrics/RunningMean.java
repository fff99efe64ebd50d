package dev.trackside.plugin.metrics;

import dev.trackside.Attach;
import dev.trackside.Metric;
import dev.trackside.MetricWriter;
import dev.trackside.OnBatchEnd;
import dev.trackside.Option;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import dev.trackside.State;

/**
 * The exponentially weighted mean of a metric over batches, as a metric of its own: what smooths the loss of single batches for people and for
 * deciders. Each batch's value enters with the weight {@code 1 - alpha}; the first is the first mean. A value that is no number leaves the mean
 * alone. It runs on over epochs, and over a resume.
 *
 * @since 0.1
 */
@Plugin(value = "running-mean", phase = Phase.MEASURE, attach = Attach.WHEN_CONFIGURED, produces = "{name}")
public final class RunningMean {

    /** The metric of batches that is smoothed. */
    @Option
    String of = "loss";

    /** The name of the mean. */
    @Option
    String name = "running_loss";

    /** The weight of what was before: 0 for none, towards 1 for a long memory. */
    @Option(min = 0, max = 1)
    double alpha = 0.98;

    @State
    double mean = Double.NaN;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public RunningMean() {}

    @OnBatchEnd
    void batchEnds(@Metric(option = "of") double value, MetricWriter writer) {
        if (Double.isFinite(value)) {
            mean = Double.isNaN(mean) ? value : alpha * mean + (1 - alpha) * value;
        }
        if (!Double.isNaN(mean)) {
            writer.write(name, mean);
        }
    }
}
