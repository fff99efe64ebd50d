package p;

import dev.trackside.*;
import java.util.List;
import java.util.Optional;

/** Stops when nothing gets better. More words. */
@Plugin(value = "stop-when-stale", after = "history", onFailure = FailurePolicy.DETACH)
public final class StopWhenStale {

    /** Checks in a row without a better value, see {@link #stale}; at least 1. */
    @Option(min = 1)
    int patience = 5;

    @Option
    List<String> monitors = List.of();

    @State
    double best = Double.POSITIVE_INFINITY;

    @State
    int stale;

    @OnEpochEnd(every = 2)
    Control check(@Metric("val_loss") double loss, Epoch epoch, Optional<Weights> weights) {
        stale = loss < best ? 0 : stale + 1;
        return stale < patience ? Control.proceed() : Control.stop("stale");
    }

    @OnEpochEnd
    @Metric("staleness")
    double staleness() {
        return stale;
    }
}
