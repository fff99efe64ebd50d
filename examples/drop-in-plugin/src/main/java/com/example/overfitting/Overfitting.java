package com.example.overfitting;

import dev.trackside.Console;
import dev.trackside.Control;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.State;

/** Reports when the validation loss draws away from the train loss, and stops the run if that lasts. */
@Plugin("overfitting")
public final class Overfitting {

    /** The gap between validation and train loss that is called overfitting. */
    @Option(min = 0)
    double gap = 0.1;

    /** Epochs in a row with such a gap after which the run is stopped. */
    @Option(min = 1)
    int patience = 3;

    @State
    int epochsInARow;

    @OnEpochEnd
    Control check(
            Epoch epoch, @Metric("loss") double loss, @Metric("val_loss") double validationLoss, Console console) {
        double current = validationLoss - loss;
        if (!(current > gap)) { // NaN is no gap
            epochsInARow = 0;
            return Control.proceed();
        }
        epochsInARow++;
        console.line("Epoch %d overfits: the validation loss is %.3f above the train loss (%d of %d)."
                .formatted(epoch.number(), current, epochsInARow, patience));
        return epochsInARow < patience
                ? Control.proceed()
                : Control.stop("overfitting for %d epochs in a row".formatted(patience));
    }
}
