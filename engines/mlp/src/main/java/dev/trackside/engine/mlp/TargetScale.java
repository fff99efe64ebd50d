package dev.trackside.engine.mlp;

import dev.trackside.engine.common.Dataset;

/**
 * The size at which a network learns its targets: {@code (target - offset) / spread}. Classes and plain regressions have offset 0 and
 * spread 1.
 *
 * @param offset mean of the training targets, or 0
 * @param spread standard deviation of the training targets, or 1
 */
record TargetScale(double offset, double spread) {

    static final TargetScale NONE = new TargetScale(0, 1);

    /** Learns mean and deviation from the training targets; equal targets are only moved. */
    static TargetScale standardizing(Dataset train) {
        double mean = mean(train.targets());
        double deviation = Math.sqrt(variance(train.targets()));
        return new TargetScale(mean, deviation > 1e-12 * Math.abs(mean) ? deviation : 1);
    }

    double[] scaled(double[] targets) {
        double[] scaled = new double[targets.length];
        for (int i = 0; i < targets.length; i++) {
            scaled[i] = (targets[i] - offset) / spread;
        }
        return scaled;
    }

    double original(double scaled) {
        return scaled * spread + offset;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** The variance of the values as a population. */
    static double variance(double[] values) {
        double mean = mean(values);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return squares / values.length;
    }
}
