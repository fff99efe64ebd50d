package dev.trackside.plugin.lrfinder;

import dev.trackside.Console;
import dev.trackside.Control;
import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnStep;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plan;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.State;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Tests a range of learning rates in the first steps of a run, and stops it with a suggestion.
 *
 * <p>This is the range test of L. N. Smith, "Cyclical Learning Rates for Training Neural Networks", 2015 (WACV 2017), section 3.3.
 *
 * <p>Each optimizer step is made with the next rate, from {@code min-lr} to {@code max-lr}. The test ends after {@code steps} of them, or when it
 * diverges: the loss is not finite, or its smoothed value is more than {@code early-stop-threshold} times the best so far (a best that is not
 * positive has no multiple to speak of, and only a loss that is not finite ends it then).
 *
 * <p>Then the weights and the learning rate are put back as they were before the first step, before validation and checkpoints see them; likewise
 * if the run ends before, unless it failed; and once more at train end, should a callback such as {@code early-stopping} have restored weights of the
 * test. The state of the optimizer, such as Adam's moments, and its counter of steps are not: no engine
 * offers that in memory. This is why the run stops; train in a new one.
 * Where {@code run.min-epochs} makes it go on, batches are skipped.
 *
 * <p>The plot is printed, and handed in as the artifact {@code lr-finder-plot}; the table {@code lr-finder} has each step with its rate and loss.
 *
 * @since 0.1
 */
@Plugin(
        value = "lr-finder",
        after = {"early-stopping", "terminate-on-nan", "ema", "swa"})
public final class LearningRateFinder {

    /** The metric to watch; smaller is better. */
    @Option
    String monitor = "loss";

    /** The first rate. */
    @Option(min = 0)
    double minLr = 1e-8;

    /** The last rate. */
    @Option(min = 0)
    double maxLr = 1;

    /** How many optimizer steps the test takes, each with its rate. */
    @Option(min = 10)
    int steps = 100;

    /** How the rates follow one another: exponential, by equal factors, or linear, by equal differences. */
    @Option
    Spacing spacing = Spacing.EXPONENTIAL;

    /** The weight of the losses before in the smoothed one; 0 does not smooth. */
    @Option(min = 0, max = 0.999)
    double smoothing = 0.98;

    /** The test ends when the smoothed loss is so many times the best. */
    @Option(min = 1)
    double earlyStopThreshold = 4;

    /** The rule that suggests: steepest, valley or minimum; the others are told, too. */
    @Option
    Suggestion suggestion = Suggestion.STEEPEST;

    @State
    double[] rates = {};

    @State
    double[] losses = {};

    @State
    Weights.@Nullable Snapshot weightsBefore;

    @State
    double rateBefore = Double.NaN;

    @State
    String conclusion = "";

    private double rateNow = Double.NaN;
    private boolean wentOn;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public LearningRateFinder() {}

    @OnTrainBegin
    void begin(Plan plan) {
        if (minLr >= maxLr) {
            throw new TracksideException(
                    "min-lr is %s and max-lr %s; there is no range between them. Lower min-lr, or raise max-lr."
                            .formatted(minLr, maxLr));
        }
        if (minLr == 0 && spacing == Spacing.EXPONENTIAL) {
            throw new TracksideException(
                    "No factor leads from a min-lr of 0 to max-lr. Set min-lr above 0, or spacing to linear.");
        }
        if (plan.steps().isPresent() && plan.steps().getAsLong() < steps) {
            throw new TracksideException(
                    "The range test takes %d steps, and the run has %d. Raise run.epochs, or set steps to %d or less."
                            .formatted(
                                    steps,
                                    plan.steps().getAsLong(),
                                    plan.steps().getAsLong()));
        }
    }

    @OnBatchBegin
    Control next(LearningRate rate, Weights weights) {
        if (!conclusion.isEmpty()) {
            wentOn = true;
            return Control.skipBatch("the range test is over");
        }
        if (weightsBefore == null) {
            weightsBefore = weights.snapshot();
            rateBefore = rate.get();
        }
        rateNow = spacing.rate(minLr, maxLr, losses.length / (steps - 1.0));
        rate.set(rateNow, "range test, step %d of %d".formatted(losses.length + 1, steps));
        return Control.proceed();
    }

    @OnStep
    Control measure(
            @Metric(option = "monitor") double loss,
            LearningRate rate,
            Weights weights,
            Console console,
            RunFiles files) {
        if (!conclusion.isEmpty()) {
            return Control.proceed();
        }
        boolean finite = Double.isFinite(loss);
        if (finite) {
            rates = with(rates, rateNow);
            losses = with(losses, loss);
        }
        Curve curve = curve();
        if (finite && losses.length < steps && !diverges(curve)) {
            return Control.proceed();
        }
        Report report = new Report(curve, suggestion);
        conclusion = report.sentence();
        putBack(rate, weights, "the range test is over");
        report.plot(console);
        report.handIn(files);
        return Control.stop(conclusion);
    }

    // A stop before run.min-epochs is deferred and must be asked for again.
    @OnEpochEnd
    Control stopAgain() {
        return wentOn ? Control.stop(conclusion) : Control.proceed();
    }

    @OnTrainEnd
    void end(Run run, LearningRate rate, Weights weights, RunFiles files) {
        boolean failed = run.outcome().filter(Outcome.FAILED::equals).isPresent();
        if (weightsBefore == null || failed) {
            return;
        }
        if (conclusion.isEmpty()) {
            putBack(
                    rate,
                    weights,
                    "the run ended after %d of %d steps of the range test".formatted(losses.length, steps));
            new Report(curve(), suggestion).handIn(files);
        } else if (!weightsBefore.equals(weights.snapshot())) {
            putBack(rate, weights, "another callback has restored weights of the range test");
        }
    }

    private void putBack(LearningRate rate, Weights weights, String reason) {
        if (weightsBefore != null) {
            weights.restore(weightsBefore, reason);
            rate.set(rateBefore, reason);
        }
    }

    private Curve curve() {
        return Curve.of(rates, losses, smoothing);
    }

    private boolean diverges(Curve curve) {
        double best = curve.bestBeforeLast();
        return best > 0 && curve.smoothed(curve.size() - 1) > earlyStopThreshold * best;
    }

    private static double[] with(double[] values, double value) {
        double[] longer = Arrays.copyOf(values, values.length + 1);
        longer[values.length] = value;
        return longer;
    }
}
