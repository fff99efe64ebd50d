package dev.trackside.bench.whole;

import dev.trackside.Control;
import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;

/** Stops when the loss is no number any more. */
final class NanGuard {

    private long checked;

    @OnBatchEnd
    Control batchEnded(@Metric("loss") double loss) {
        checked++;
        return Double.isFinite(loss) ? Control.proceed() : Control.stop("the loss is " + loss);
    }

    @Override
    public String toString() {
        return "%d losses checked".formatted(checked);
    }
}
