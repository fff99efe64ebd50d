package dev.trackside.plugin.earlystopping;

import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.MetricText;
import dev.trackside.MonitorMode;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.State;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run whose monitored metric no longer improves, and puts the best weights back at its end.
 *
 * <h2>When it stops</h2>
 *
 * <p>It looks at each epoch end that has the metric; an epoch without it is neither better nor stale. The value is judged in this order:
 *
 * <ol>
 *   <li>not finite: the run stops at once ({@code check-finite});
 *   <li>before {@code start-from-epoch}: nothing is remembered;
 *   <li>better than the best so far by more than {@code min-delta}, and than {@code baseline} if there is one: the count of stale checks begins
 *       anew. The best moves only then, so that many small steps together count once they exceed {@code min-delta};
 *   <li>it reaches {@code stopping-threshold}: it is the best if no earlier value was better, and the run stops;
 *   <li>else the check is stale, and the run stops at the {@code patience}-th in a row.
 * </ol>
 *
 * <p>NaN is never better than anything, and anything is better than NaN.
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

    /** The metric to watch at each epoch end. */
    @Option
    String monitor = "val_loss";

    /** Whether the metric is better when small or large: min, max, or auto, which goes by the metric's name. */
    @Option
    MonitorMode mode = MonitorMode.AUTO;

    /** A value counts as better if it is better by more than this; the sign does not matter. */
    @Option
    double minDelta;

    /** The run stops when so many checks in a row were not better. */
    @Option(min = 1)
    int patience = 5;

    /** The first epoch that counts, from 1. */
    @Option(min = 1)
    int startFromEpoch = 1;

    /** A value that must be beaten too: checks that do not beat it are stale; none if not given. */
    @Option
    @Nullable
    Double baseline;

    /** The run stops as soon as the metric is at least this good; no such goal if not given. */
    @Option
    @Nullable
    Double stoppingThreshold;

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

    private MonitorMode direction = mode; // AUTO only until train begin

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public EarlyStopping() {}

    @OnTrainBegin
    void begin(Run run, Optional<Weights> weights) {
        direction = mode.resolve(monitor);
        if (Boolean.TRUE.equals(restoreBestWeights) && weights.isEmpty()) {
            throw new TracksideException("""
                    The option restore-best-weights of early-stopping needs the capability Weights, and the engine %s does not offer it. \
                    Set restore-best-weights to false, or train with an engine that has it.""".formatted(run.engine()));
        }
    }

    @OnEpochEnd
    Control check(Epoch epoch, @Metric(option = "monitor") double value, Run run, Optional<Weights> weights) {
        if (checkFinite && !Double.isFinite(value)) {
            return Control.stop("%s is %s at epoch %d".formatted(monitor, value, epoch.number()));
        }
        if (epoch.number() < startFromEpoch) {
            return Control.proceed();
        }
        boolean improved = direction.better(value, best, Math.abs(minDelta));
        boolean reached = reachesGoal(value);
        if (improved || (reached && direction.better(value, best, 0))) {
            remember(value, epoch, run, weights);
        }
        if (improved && beatsBaseline(value)) {
            stale = 0;
        } else {
            stale++;
        }
        if (reached) {
            return Control.stop("%s reached %s at epoch %d: %s"
                    .formatted(monitor, stoppingThreshold, epoch.number(), MetricText.number(value)));
        }
        return stale < patience ? Control.proceed() : Control.stop(whyStale());
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
                        "epoch %d had the best %s, %s".formatted(bestEpoch, monitor, MetricText.number(best)));
    }

    private void remember(double value, Epoch epoch, Run run, Optional<Weights> weights) {
        best = value;
        bestEpoch = epoch.number();
        bestStep = run.summary().steps();
        bestWeights = restores(weights) ? weights.get().snapshot() : null;
    }

    private boolean restores(Optional<Weights> weights) {
        return weights.isPresent() && !Boolean.FALSE.equals(restoreBestWeights);
    }

    private boolean beatsBaseline(double value) {
        return baseline == null || direction.better(value, baseline, Math.abs(minDelta));
    }

    private boolean reachesGoal(double value) {
        return stoppingThreshold != null && !Double.isNaN(value) && !direction.better(stoppingThreshold, value, 0);
    }

    private String whyStale() {
        String times = stale == 1 ? "1 check" : stale + " checks";
        if (Double.isNaN(best)) {
            return "%s has not been a number for %s".formatted(monitor, times);
        }
        if (!beatsBaseline(best)) {
            return "%s has not beaten the baseline %s for %s; the best was %s at epoch %d"
                    .formatted(monitor, baseline, times, MetricText.number(best), bestEpoch);
        }
        return "%s has not improved for %s; the best was %s at epoch %d"
                .formatted(monitor, times, MetricText.number(best), bestEpoch);
    }
}
