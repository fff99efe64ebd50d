package dev.trackside.plugin.earlystopping;

import dev.trackside.MonitorMode;
import org.jspecify.annotations.Nullable;

/**
 * What counts as better, as reached and as diverged.
 *
 * @param direction min or max
 * @param minDelta how much better a value must be, at least 0
 * @param deltaMode what it is a measure of
 * @param baseline what must be beaten too
 * @param goal what is good enough
 * @param limit what is bad enough
 */
record Criterion(
        MonitorMode direction,
        double minDelta,
        DeltaMode deltaMode,
        @Nullable Double baseline,
        @Nullable Double goal,
        @Nullable Double limit) {

    /** Whether a value is better than a reference by more than the least change; NaN never is, and anything is better than NaN. */
    boolean improves(double value, double reference) {
        return direction.better(
                value, reference, deltaMode == DeltaMode.ABSOLUTE ? minDelta : minDelta * Math.abs(reference));
    }

    boolean beatsBaseline(double value) {
        return baseline == null || improves(value, baseline);
    }

    boolean reachesGoal(double value) {
        return goal != null && !Double.isNaN(value) && !direction.better(goal, value, 0);
    }

    boolean hasDiverged(double value) {
        return limit != null && direction.better(limit, value, 0);
    }
}
