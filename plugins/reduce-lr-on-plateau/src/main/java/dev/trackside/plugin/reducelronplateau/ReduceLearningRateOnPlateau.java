package dev.trackside.plugin.reducelronplateau;

import dev.trackside.LearningRate;
import dev.trackside.Metric;
import dev.trackside.MetricText;
import dev.trackside.MonitorMode;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnValidationEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.State;
import dev.trackside.TracksideException;
import dev.trackside.Validation;

/**
 * Multiplies the learning rate by a factor when a monitored metric no longer improves.
 *
 * <h2>When it does</h2>
 *
 * <p>It looks at the metric at each epoch end, or after each validation; an event without the metric is neither better nor stale, and does not
 * count for the cooldown. A value is better if it is better than the best so far by more than {@code min-delta}; only then the best moves.
 * NaN is never better, and any number is better than none. The check is stale if it was not better and is not one of the cooldown, and at the
 * {@code patience}-th stale check in a row the rate is lowered, but not below {@code min-lr}, and the count begins anew.
 *
 * <p>{@code cooldown: 2} means that the two checks after the rate was lowered are never stale; what they see may still become the best. Keras's
 * {@code ReduceLROnPlateau}, whose numbers these are otherwise, excuses one check less.
 *
 * <p>Where the rate cannot be lowered any more, or by no more than {@code eps}, it stays, no cooldown begins, and nothing is recorded.
 *
 * <h2>Together with others</h2>
 *
 * <p>A run in which another callback sets the learning rate, too, is refused unless one of them is ordered after the other.
 *
 * <h2>Resume</h2>
 *
 * <p>The rate, the best, the count of stale checks and what is left of a cooldown are restored; the options are those of the resumed run.
 *
 * @since 0.1
 */
@Plugin("reduce-lr-on-plateau")
public final class ReduceLearningRateOnPlateau {

    /** The metric to watch. */
    @Option
    String monitor = "val_loss";

    /** Whether the metric is better when small or large: min, max, or auto, which goes by the metric's name. */
    @Option
    MonitorMode mode = MonitorMode.AUTO;

    /** When the metric is looked at: at each epoch end, or after each validation. */
    @Option
    CheckAt check = CheckAt.EPOCH;

    /** What the rate is multiplied by; less than 1. */
    @Option(min = 0, max = 1)
    double factor = 0.1;

    /** The rate is lowered when so many checks in a row were not better. */
    @Option(min = 1)
    int patience = 10;

    /** A value counts as better if it is better by more than this; the sign does not matter. */
    @Option
    double minDelta = 1e-4;

    /** Whether min-delta is a difference (absolute) or a part of the best value (relative: 0.01 is one percent). */
    @Option
    DeltaMode minDeltaMode = DeltaMode.ABSOLUTE;

    /** So many checks after the rate was lowered are never stale. */
    @Option(min = 0)
    int cooldown;

    /** The rate is never set below this. */
    @Option(min = 0)
    double minLr;

    /** The rate stays if it would change by no more than this. */
    @Option(min = 0)
    double eps;

    @State
    double best = Double.NaN;

    @State
    int stale;

    @State
    int excused;

    private MonitorMode direction = mode; // AUTO only until train begin

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public ReduceLearningRateOnPlateau() {}

    @OnTrainBegin
    void begin() {
        direction = mode.resolve(monitor);
        if (factor >= 1) {
            throw new TracksideException(
                    "A factor of %s would not lower the learning rate. Set factor below 1, for example to 0.5."
                            .formatted(factor));
        }
        if (check == CheckAt.VALIDATION && !monitor.startsWith("val_")) {
            throw new TracksideException("""
                    %s is there at epoch end only, so it cannot be looked at after validations. \
                    Write check: epoch, or monitor a metric that begins with val_.""".formatted(monitor));
        }
    }

    @OnEpochEnd
    void epochEnds(@Metric(option = "monitor") double value, LearningRate rate) {
        if (check == CheckAt.EPOCH) {
            check(value, rate);
        }
    }

    @OnValidationEnd
    void validationEnds(Validation validation, @Metric(option = "monitor") double value, LearningRate rate) {
        if (check == CheckAt.VALIDATION) {
            check(value, rate);
        }
    }

    private void check(double value, LearningRate rate) {
        boolean counts = excused == 0;
        if (!counts) {
            excused--;
            stale = 0;
        }
        if (direction.better(value, best, delta())) {
            best = value;
            stale = 0;
        } else if (counts && ++stale >= patience) {
            lower(rate);
        }
    }

    private double delta() {
        double size = Math.abs(minDelta);
        return minDeltaMode == DeltaMode.RELATIVE ? size * Math.abs(best) : size;
    }

    private void lower(LearningRate rate) {
        double before = rate.get();
        double after = Math.max(before * factor, minLr);
        if (before - after > eps) {
            rate.set(after, why());
            stale = 0;
            excused = cooldown;
        }
    }

    private String why() {
        String times = stale == 1 ? "1 check" : stale + " checks";
        return Double.isNaN(best)
                ? "%s has not been a number for %s".formatted(monitor, times)
                : "%s has not improved for %s; the best was %s".formatted(monitor, times, MetricText.number(best));
    }
}
