package dev.trackside.bench.whole;

import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import java.util.Locale;

/** A line for people at each hundredth batch and each epoch, kept instead of printed. */
final class LogLines {

    static final int EVERY = 100;

    private final StringBuilder lines = new StringBuilder();

    @OnBatchEnd(every = EVERY)
    void batchEnded(int epoch, int batch, @Metric("loss") double loss) {
        lines.append(String.format(Locale.ROOT, "epoch %d, batch %d: loss %.4f%n", epoch + 1, batch + 1, loss));
    }

    @OnEpochEnd
    void epochEnded(
            int epoch,
            @Metric("loss") double loss,
            @Metric("val_loss") double validationLoss,
            @Metric("val_accuracy") double validationAccuracy) {
        lines.append(String.format(
                Locale.ROOT,
                "epoch %d: loss %.4f, val_loss %.4f, val_accuracy %.3f%n",
                epoch + 1,
                loss,
                validationLoss,
                validationAccuracy));
    }

    @Override
    public String toString() {
        return lines.toString();
    }
}
