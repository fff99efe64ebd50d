package dev.trackside.bench.whole;

import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import java.util.Arrays;

/** Counts losses in eight bins for each power of two; at the end of an epoch keeps its median. */
final class LossHistogram {

    private static final int LOWEST = -32;
    private static final int HIGHEST = 31;

    private final int[] bins = new int[(HIGHEST - LOWEST + 1) * 8];
    private int counted;
    private double medians;

    @OnBatchEnd
    void batchEnded(@Metric("loss") double loss) {
        int exponent = Math.max(LOWEST, Math.min(HIGHEST, Math.getExponent(loss)));
        // The first three bits behind the leading one tell which eighth.
        int eighth = (int) (Double.doubleToRawLongBits(loss) >>> 49) & 7;
        bins[(exponent - LOWEST) * 8 + eighth]++;
        counted++;
    }

    @OnEpochEnd
    void epochEnded() {
        int seen = 0;
        int bin = 0;
        while (bin < bins.length - 1 && seen + bins[bin] <= counted / 2) {
            seen += bins[bin];
            bin++;
        }
        medians += Math.scalb(1 + (bin & 7) / 8.0, bin / 8 + LOWEST);
        counted = 0;
        Arrays.fill(bins, 0);
    }

    @Override
    public String toString() {
        return "sum of medians %s".formatted(medians);
    }
}
