package dev.trackside.plugin.earlystopping;

import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.MetricText;
import dev.trackside.MonitorMode;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.State;
import dev.trackside.TracksideException;
import dev.trackside.Validation;
import dev.trackside.Weights;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run whose monitored metric no longer improves, and puts the best weights back at its end.
 *
 * <h2>When it stops</h2>
 *
 * <p>It looks at the metric at each epoch end, after each validation, or every {@code every-steps} optimizer steps (then at the mean of those
 * steps); an event without the metric is neither better nor stale. The value is judged in this order:
 *
 * <ol>
 *   <li>not finite: the run stops at once ({@code check-finite});
 *   <li>before {@code start-from-epoch}: nothing is remembered;
 *   <li>better than the best so far by more than {@code min-delta}: it is the new best. The best moves only then, so that many small steps
 *       together count once they exceed {@code min-delta}. The count of stale checks begins anew if the value also beats {@code baseline}, else
 *       it grows, but a check that is better never stops the run;
 *   <li>it reaches {@code stopping-threshold}: it is the best if no earlier value was better, and the run stops;
 *   <li>it is worse than {@code divergence-threshold}: the run stops;
 *   <li>if it was not better, the check is stale, and the run stops at the {@code patience}-th in a row.
 * </ol>
 *
 * <p>NaN is never better than anything, and anything is better than NaN. These are the rules of Keras's {@code EarlyStopping}, with the finite
 * check, the goal and the divergence of Lightning's. {@link StopCause} tells programs which of them it was.
 *
 * <h2>Best weights</h2>
 *
 * <p>They are copied at each new best, and restored at train end however the run ended, unless it failed or they are still in place. By default
 * that is done if the engine has {@link Weights}.
 *
 * <h2>Resume</h2>
 *
 * <p>The best, its weights and the count of stale checks are restored; the options are those of the resumed run. A run that it had stopped
 * stops again at the first check that is not better.
 *
 * @since 0.1
 */
@Plugin("early-stopping")
public final class EarlyStopping {

    /** The metric to watch. */
    @Option
    String monitor = "val_loss";

    /** Whether the metric is better when small or large: min, max, or auto, which goes by the metric's name. */
    @Option
    MonitorMode mode = MonitorMode.AUTO;

    /** When the metric is looked at: at each epoch end, after each validation, or every so many steps. */
    @Option
    CheckAt check = CheckAt.EPOCH;

    /** For check: step, optimizer steps from one check to the next; the mean of their values is looked at. */
    @Option(min = 1)
    int everySteps = 100;

    /** A value counts as better if it is better by more than this; the sign does not matter. */
    @Option
    double minDelta;

    /** Whether min-delta is a difference (absolute) or a part of the best value (relative: 0.01 is one percent). */
    @Option
    DeltaMode minDeltaMode = DeltaMode.ABSOLUTE;

    /** The run stops when so many checks in a row were not better. */
    @Option(min = 1)
    int patience = 5;

    /** The first epoch that counts, from 1. */
    @Option(min = 1)
    int startFromEpoch = 1;

    /** A value that must be beaten too: checks that do not beat it count as stale; none if not given. */
    @Option
    @Nullable
    Double baseline;

    /** The run stops as soon as the metric is at least this good; no such goal if not given. */
    @Option
    @Nullable
    Double stoppingThreshold;

    /** The run stops as soon as the metric is worse than this; no such limit if not given. */
    @Option
    @Nullable
    Double divergenceThreshold;

    /** Whether the best weights are restored at the end; if not given, they are where the engine can do it. */
    @Option
    @Nullable
    Boolean restoreBestWeights;

    /** Whether a value that is NaN or infinite stops the run at once. */
    @Option
    boolean checkFinite = true;

    @State
    double best = Double.NaN;

    @State
    int bestEpoch;

    @State
    long bestStep;

    @State
    Weights.@Nullable Snapshot bestWeights;

    @State
    int stale;

    /** The sum of the values of steps since the last check, and how many these are. */
    @State
    double stepSum;

    @State
    int steps;

    private Criterion criterion = criterion(mode); // of the option mode until train begin

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public EarlyStopping() {}

    @OnTrainBegin
    void begin(Run run, Optional<Weights> weights) {
        criterion = criterion(mode.resolve(monitor));
        if (Boolean.TRUE.equals(restoreBestWeights) && weights.isEmpty()) {
            throw new TracksideException("""
                    The option restore-best-weights of early-stopping needs the capability Weights, and the engine %s does not offer it. \
                    Set restore-best-weights to false, or train with an engine that has it.""".formatted(run.engine()));
        }
        if (check == CheckAt.STEP && monitor.startsWith("val_")) {
            throw new TracksideException("""
                    %s is there after a validation only, so it cannot be looked at every %d steps. \
                    Write check: validation, or monitor a metric of the training.""".formatted(monitor, everySteps));
        }
    }

    @OnEpochEnd
    Control epochEnds(Epoch epoch, @Metric(option = "monitor") double value, Run run, Optional<Weights> weights) {
        return check == CheckAt.EPOCH ? check(value, epoch.number(), run, weights) : Control.proceed();
    }

    @OnValidationEnd
    Control validationEnds(
            Validation validation, @Metric(option = "monitor") double value, Run run, Optional<Weights> weights) {
        return check == CheckAt.VALIDATION ? check(value, validation.epoch() + 1, run, weights) : Control.proceed();
    }

    @OnStep
    Control step(int epoch, @Metric(option = "monitor") double value, Run run, Optional<Weights> weights) {
        if (check != CheckAt.STEP) {
            return Control.proceed();
        }
        stepSum += value;
        if (++steps < everySteps) {
            return Control.proceed();
        }
        double mean = stepSum / steps;
        stepSum = 0;
        steps = 0;
        return check(mean, epoch + 1, run, weights);
    }

    @OnTrainEnd
    void restore(Run run, Optional<Weights> weights) {
        boolean failed = run.outcome().filter(Outcome.FAILED::equals).isPresent();
        boolean inPlace = run.summary().steps() == bestStep;
        if (bestWeights == null || failed || inPlace || !restores(weights)) {
            return;
        }
        weights.get()
                .restore(
                        bestWeights,
                        "%s had the best %s, %s"
                                .formatted(place(bestEpoch, bestStep), monitor, MetricText.number(best)));
    }

    private Control check(double value, int epoch, Run run, Optional<Weights> weights) {
        String here = place(epoch, run.summary().steps());
        if (checkFinite && !Double.isFinite(value)) {
            return Control.stop("%s is %s at %s".formatted(monitor, value, here))
                    .because(StopCause.NON_FINITE);
        }
        if (epoch < startFromEpoch) {
            return Control.proceed();
        }
        boolean improved = criterion.improves(value, best);
        boolean reached = criterion.reachesGoal(value);
        if (improved || (reached && criterion.direction().better(value, best, 0))) {
            best = value;
            bestEpoch = epoch;
            bestStep = run.summary().steps();
            bestWeights = restores(weights) ? weights.get().snapshot() : null;
        }
        stale = improved && criterion.beatsBaseline(value) ? 0 : stale + 1;
        String text = MetricText.number(value);
        if (reached) {
            return Control.stop("%s reached %s at %s: %s".formatted(monitor, stoppingThreshold, here, text))
                    .because(StopCause.GOAL);
        }
        if (criterion.hasDiverged(value)) {
            return Control.stop("%s is %s at %s, worse than the limit %s"
                            .formatted(monitor, text, here, divergenceThreshold))
                    .because(StopCause.DIVERGED);
        }
        return improved || stale < patience ? Control.proceed() : stopStale();
    }

    private Control stopStale() {
        String times = stale == 1 ? "1 check" : stale + " checks";
        if (Double.isNaN(best)) {
            return Control.stop("%s has not been a number for %s".formatted(monitor, times))
                    .because(StopCause.STALE);
        }
        String theBest = "the best was %s at %s".formatted(MetricText.number(best), place(bestEpoch, bestStep));
        if (!criterion.beatsBaseline(best)) {
            return Control.stop(
                            "%s has not beaten the baseline %s for %s; %s".formatted(monitor, baseline, times, theBest))
                    .because(StopCause.BASELINE);
        }
        return Control.stop("%s has not improved for %s; %s".formatted(monitor, times, theBest))
                .because(StopCause.STALE);
    }

    private String place(int epoch, long step) {
        return check == CheckAt.STEP ? "step " + step : "epoch " + epoch;
    }

    private boolean restores(Optional<Weights> weights) {
        return weights.isPresent() && !Boolean.FALSE.equals(restoreBestWeights);
    }

    private Criterion criterion(MonitorMode direction) {
        return new Criterion(
                direction, Math.abs(minDelta), minDeltaMode, baseline, stoppingThreshold, divergenceThreshold);
    }
}
