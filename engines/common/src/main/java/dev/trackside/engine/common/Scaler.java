package dev.trackside.engine.common;

/**
 * A scaling with its numbers: each feature becomes {@code (feature - offset) / spread}, column by column.
 *
 * @since 0.1
 */
public final class Scaler {

    private final double[] offsets;
    private final double[] spreads;

    Scaler(double[] offsets, double[] spreads) {
        this.offsets = offsets;
        this.spreads = spreads;
        for (int column = 0; column < spreads.length; column++) {
            if (spreads[column] == 0) {
                spreads[column] = 1; // a constant column: there is nothing to spread
            }
        }
    }

    /** Number of features of a row that this scaler takes. */
    public int width() {
        return offsets.length;
    }

    /**
     * Returns the dataset with scaled features.
     *
     * @throws IllegalArgumentException if it has another number of features than the rows this scaler learned from
     */
    public Dataset apply(Dataset dataset) {
        requireWidth(dataset.width());
        double[] scaled = dataset.features().clone();
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = scale(scaled[i], i % offsets.length);
        }
        return dataset.withFeatures(scaled);
    }

    /** Returns one row scaled, for predictions. */
    public double[] apply(double[] row) {
        requireWidth(row.length);
        double[] scaled = new double[row.length];
        for (int column = 0; column < row.length; column++) {
            scaled[column] = scale(row[column], column);
        }
        return scaled;
    }

    private double scale(double value, int column) {
        return (value - offsets[column]) / spreads[column];
    }

    private void requireWidth(int width) {
        if (width != offsets.length) {
            throw new IllegalArgumentException(
                    "%d features, but the scaling was learned from %d".formatted(width, offsets.length));
        }
    }
}
