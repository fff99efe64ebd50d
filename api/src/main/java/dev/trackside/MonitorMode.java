package dev.trackside;

import java.util.Locale;
import java.util.Set;

/**
 * Whether a smaller or a larger value of a monitored metric is better; made for the option {@code mode} beside an option {@code monitor}.
 *
 * <pre>{@code
 * @Option String monitor = "val_loss";
 * @Option MonitorMode mode = MonitorMode.AUTO;
 * @State double best = Double.NaN;             // no best yet
 * private MonitorMode direction = mode;
 *
 * @OnTrainBegin
 * void begin() { direction = mode.resolve(monitor); }
 *
 * @OnEpochEnd
 * void check(@Metric(option = "monitor") double value) {
 *     if (direction.better(value, best, 0)) best = value;
 * }
 * }</pre>
 *
 * @since 0.1
 */
public enum MonitorMode {
    /** Told from the name of the metric by {@link #resolve}; an error where the name does not tell. */
    AUTO,
    /** Smaller is better. */
    MIN,
    /** Larger is better. */
    MAX;

    private static final Set<String> SMALLER_IS_BETTER = Set.of(
            "loss", "logloss", "mlogloss", "error", "merror", "mae", "mape", "mse", "rmse", "rmsle", "perplexity");
    private static final Set<String> LARGER_IS_BETTER =
            Set.of("accuracy", "acc", "auc", "aucpr", "f1", "precision", "recall", "r2", "ndcg");

    /**
     * The direction for a metric. {@link #AUTO} goes by the last word of the name, so {@code val_loss}, {@code mean_squared_error} and
     * {@code val_top5_accuracy} are understood.
     *
     * @param metric the name of the metric
     * @return {@link #MIN} or {@link #MAX}; this, if it is not {@link #AUTO}
     * @throws TracksideException if this is {@link #AUTO} and the name does not tell; the message asks for {@code mode}
     */
    public MonitorMode resolve(String metric) {
        if (this != AUTO) {
            return this;
        }
        String lower = metric.toLowerCase(Locale.ROOT);
        String lastWord = lower.substring(Math.max(lower.lastIndexOf('_'), lower.lastIndexOf('-')) + 1);
        if (SMALLER_IS_BETTER.contains(lastWord)) {
            return MIN;
        }
        if (LARGER_IS_BETTER.contains(lastWord)) {
            return MAX;
        }
        throw new TracksideException("""
                Whether a smaller or a larger %s is better cannot be told from its name. \
                Set mode to min or max beside monitor.""".formatted(metric));
    }

    /**
     * Whether a value is better than a reference. Equal is not better, and NaN never is.
     *
     * @param value the value to judge
     * @param reference the best so far; NaN if there is none yet, then any number is better
     * @param minDelta how much better it must be, at least 0: it counts if it is better by more than this
     * @return true if the value should become the reference
     * @throws IllegalStateException if this is {@link #AUTO}
     */
    public boolean better(double value, double reference, double minDelta) {
        if (Double.isNaN(value)) {
            return false;
        }
        if (Double.isNaN(reference)) {
            return true;
        }
        return switch (this) {
            case MIN -> value + minDelta < reference;
            case MAX -> value - minDelta > reference;
            case AUTO -> throw new IllegalStateException("AUTO has no direction; ask resolve(metric) for one first");
        };
    }
}
