package com.example.consumer;

import dev.trackside.Control;
import dev.trackside.Metric;
import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.State;

/** Stops a run whose validation loss goes down no more. */
@Plugin("stop-when-stale")
public final class StopWhenStale {

    /** Checks without a better loss after which the run is stopped. */
    @Option(min = 1)
    int patience = 5;

    @State
    double best = Double.POSITIVE_INFINITY;

    @State
    int stale;

    /** Compares with the best so far. */
    @OnEpochEnd
    Control check(@Metric("val_loss") double loss) {
        if (loss < best) {
            best = loss;
            stale = 0;
            return Control.proceed();
        }
        return ++stale < patience ? Control.proceed() : Control.stop("val_loss stale for " + patience + " epochs");
    }
}
