package dev.trackside.plugin.terminateonnan;

import dev.trackside.Batch;
import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.MetricText;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnGradients;
import dev.trackside.OnResume;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import dev.trackside.State;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run whose loss is NaN or infinite, and, if wanted, acts on spikes of the loss.
 *
 * <h2>What is looked at</h2>
 *
 * <p>The metric {@code monitor} of each batch: before the optimizer's step where the engine asks there ({@code @OnGradients}), so that the step
 * is not made and the weights stay sound; else at the batch's end. With {@code gradients: true} the norm of the gradients too, with
 * {@code every-metric: true} every metric at the ends of batches, validations and epochs. The reason names the batch.
 *
 * <h2>Spikes</h2>
 *
 * <p>With {@code spike-window: n} a loss is a spike if it lies above the mean of the last {@code n} losses by more than
 * {@code (spike-ratio - 1)} times the size of that mean; for a positive mean that is above {@code spike-ratio} times it. Spikes do not enter the window.
 * At a spike the run stops, or the batch is given up without a step, or the last good weights are put back, which are copied every
 * {@code good-every-steps} steps, and the learning rate is multiplied with {@code lr-factor}; the {@code max-spikes}-th spike stops the run in any
 * case.
 *
 * <h2>Resume</h2>
 *
 * <p>The window and the count of spikes are restored; good weights are copied anew.
 *
 * @since 0.1
 */
@Plugin("terminate-on-nan")
public final class TerminateOnNan {

    /** The metric of each batch that must be a number. */
    @Option
    String monitor = "loss";

    /** Whether all metrics are looked at, of validations and epochs too. */
    @Option
    boolean everyMetric;

    /** Whether the norm of the gradients is looked at before each step; needs an engine that has them. */
    @Option
    boolean gradients;

    /** How many of the last losses tell what is a spike; spikes are not looked for if not given. */
    @Option(min = 2)
    @Nullable
    Integer spikeWindow;

    /** How many times the mean of the window a loss must be to be a spike. */
    @Option(min = 1)
    double spikeRatio = 3;

    /** What is done at a spike: stop, skip (no step), or restore (the last good weights). */
    @Option
    SpikeAction onSpike = SpikeAction.STOP;

    /** The spike at which the run stops even so. */
    @Option(min = 1)
    int maxSpikes = 10;

    /** For on-spike: restore, optimizer steps from one copy of good weights to the next. */
    @Option(min = 1)
    int goodEverySteps = 100;

    /** For on-spike: restore, what the learning rate is multiplied with; 1 leaves it alone. */
    @Option(min = 0, max = 1)
    double lrFactor = 1;

    @State
    double[] losses = {};

    @State
    int spikes;

    private LossWindow window = new LossWindow(0, spikeRatio); // of the options from train begin on
    private Weights.@Nullable Snapshot candidate; // good if the next loss, which they make, is no spike
    private Weights.@Nullable Snapshot good;
    private long goodStep = -1;
    private boolean judged; // before the step, so not again at the batch's end
    private boolean spiked; // in this batch, whose weights are not good
    private @Nullable RateCut cut;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public TerminateOnNan() {}

    @OnTrainBegin
    void begin(Run run, Optional<Weights> weights) {
        window = new LossWindow(spikeWindow == null ? 0 : spikeWindow, spikeRatio);
        if (gradients) {
            run.attach(free(run, "terminate-on-nan-gradients"), new GradientCheck());
        }
        if (everyMetric) {
            run.attach(free(run, "terminate-on-nan-metrics"), new EveryMetricCheck());
        }
        if (restores()) {
            if (weights.isEmpty()) {
                throw new TracksideException("""
                        on-spike: restore needs the capability Weights, and the engine %s does not offer it. \
                        Write on-spike: stop, or train with an engine that has it.""".formatted(run.engine()));
            }
            if (lrFactor < 1) {
                cut = new RateCut(lrFactor);
                run.attach(free(run, "terminate-on-nan-rate"), cut);
            }
        }
    }

    /** An id for a helper: a run may have several instances, each with helpers of its own. */
    private static String free(Run run, String id) {
        Set<String> taken =
                run.summary().callbacks().stream().map(RunSummary.Callback::id).collect(Collectors.toSet());
        String free = id;
        for (int i = 2; taken.contains(free); i++) {
            free = id + "-" + i;
        }
        return free;
    }

    @OnResume
    void resume() {
        window.restore(losses);
    }

    @OnGradients
    Control beforeStep(Epoch epoch, Batch batch, @Metric(option = "monitor") double loss, Optional<Weights> weights) {
        judged = true;
        return judge(loss, epoch, batch, weights, true);
    }

    @OnBatchEnd
    Control batchEnds(
            Epoch epoch, Batch batch, long step, @Metric(option = "monitor") double loss, Optional<Weights> weights) {
        Control answer = judged ? Control.proceed() : judge(loss, epoch, batch, weights, false);
        if (restores() && !spiked && (goodStep < 0 || step - goodStep >= goodEverySteps)) {
            candidate = weights.orElseThrow().snapshot();
            goodStep = step;
        }
        judged = false;
        spiked = false;
        return answer;
    }

    private Control judge(double loss, Epoch epoch, Batch batch, Optional<Weights> weights, boolean beforeStep) {
        if (!Double.isFinite(loss)) {
            return Control.stop("%s is %s at %s%s"
                            .formatted(
                                    monitor, loss, Place.of(epoch, batch), beforeStep ? "; its step was not made" : ""))
                    .because(Poison.METRIC);
        }
        if (spikeWindow == null) {
            return Control.proceed();
        }
        if (window.isSpike(loss)) {
            return spike(loss, Place.of(epoch, batch), weights, beforeStep);
        }
        if (candidate != null) {
            good = candidate;
            candidate = null;
        }
        window.add(loss);
        losses = window.toArray();
        return Control.proceed();
    }

    private Control spike(double loss, String place, Optional<Weights> weights, boolean beforeStep) {
        spiked = true;
        candidate = null;
        spikes++;
        String reason = "%s is %s at %s, after a mean of %s"
                .formatted(monitor, MetricText.number(loss), place, MetricText.number(window.mean()));
        if (onSpike == SpikeAction.STOP) {
            return Control.stop(reason).because(Poison.SPIKE);
        }
        if (onSpike == SpikeAction.SKIP && !beforeStep) {
            return Control.stop(
                            reason + "; on-spike: skip needs an engine with gradients, as this step was made already")
                    .because(Poison.SPIKE);
        }
        if (spikes >= maxSpikes) {
            return Control.stop("%s; it is spike %d".formatted(reason, spikes)).because(Poison.SPIKE);
        }
        if (restores() && good != null) {
            weights.orElseThrow().restore(good, reason);
            if (cut != null) {
                cut.request();
            }
        }
        return beforeStep ? Control.skipBatch(reason).because(Poison.SPIKE) : Control.proceed();
    }

    private boolean restores() {
        return spikeWindow != null && onSpike == SpikeAction.RESTORE;
    }
}
