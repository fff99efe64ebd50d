package com.example.stale;

import dev.trackside.Control;
import dev.trackside.Metric;
import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.State;

@Plugin("stop-when-stale")
public final class StopWhenStale {

    @Option
    int patience = 5;

    @State
    double best = Double.POSITIVE_INFINITY;

    @State
    int stale;

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
