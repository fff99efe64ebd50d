package dev.trackside.plugin.tensorboard;

import dev.trackside.plugin.tensorboard.proto.HistogramProto;

/** How the numbers of a tensor are spread: those that are finite, in buckets of one width from the least to the greatest. */
record Histogram(HistogramProto finite, int others) {

    private static final int BUCKETS = 30;

    /** Counts numbers; {@link #others} is how many are NaN or infinite. Without a finite one there is no bucket. */
    static Histogram of(double[] values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (double value : values) {
            if (Double.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                squares += value * value;
                count++;
            }
        }
        HistogramProto.Builder histogram = HistogramProto.newBuilder();
        if (count > 0) {
            histogram.setMin(min).setMax(max).setNum(count).setSum(sum).setSumSquares(squares);
            fill(histogram, values, min, max);
        }
        return new Histogram(histogram.build(), values.length - count);
    }

    private static void fill(HistogramProto.Builder histogram, double[] values, double min, double max) {
        double width = max / BUCKETS - min / BUCKETS; // max - min may be infinite
        if (width
                < 4
                        * Math.ulp(Math.max(
                                Math.abs(min), Math.abs(max)))) { // all alike, or limits could not be told apart
            histogram.addBucketLimit(max).addBucket(histogram.getNum());
            return;
        }
        int[] counts = new int[BUCKETS];
        double[] limits = new double[BUCKETS];
        for (int i = 0; i < BUCKETS; i++) {
            limits[i] = limit(min, max, width, i + 1);
        }
        for (double value : values) {
            if (Double.isFinite(value)) {
                counts[bucket(value, min, width, limits)]++;
            }
        }
        for (int i = 0; i < BUCKETS; i++) {
            histogram.addBucketLimit(limits[i]).addBucket(counts[i]);
        }
    }

    private static double limit(double min, double max, double width, int buckets) {
        if (buckets == BUCKETS) {
            return max;
        }
        return buckets <= BUCKETS / 2 ? min + width * buckets : max - width * (BUCKETS - buckets); // neither overflows
    }

    /** The first bucket whose limit is not below the value: found by division, then put right where that was rounded. */
    private static int bucket(double value, double min, double width, double[] limits) {
        int guess = (int) (value / width - min / width);
        int bucket = Math.max(0, Math.min(BUCKETS - 1, guess));
        while (bucket > 0 && value <= limits[bucket - 1]) {
            bucket--;
        }
        while (bucket < BUCKETS - 1 && value > limits[bucket]) {
            bucket++;
        }
        return bucket;
    }
}
