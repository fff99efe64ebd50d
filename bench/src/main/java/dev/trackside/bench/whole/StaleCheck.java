package dev.trackside.bench.whole;

import dev.trackside.Control;
import dev.trackside.Metric;
import dev.trackside.OnEpochEnd;

/** Stops when the validation has not become better for long; for longer than these runs last. */
final class StaleCheck {

    private static final int PATIENCE = 1_000_000;

    private double best = Double.POSITIVE_INFINITY;
    private int stale;

    @OnEpochEnd
    Control epochEnded(@Metric("val_loss") double loss) {
        if (loss < best) {
            best = loss;
            stale = 0;
            return Control.proceed();
        }
        stale++;
        return stale < PATIENCE ? Control.proceed() : Control.stop("stale for " + stale + " epochs");
    }

    @Override
    public String toString() {
        return "best %s, stale for %d epochs".formatted(best, stale);
    }
}
