package dev.trackside.engine.common;

import java.util.Arrays;

/**
 * A dataset in two parts that share no row: one to learn from, one to judge by.
 *
 * @param train rows to learn from
 * @param validation rows to judge by
 * @since 0.1
 */
public record Split(Dataset train, Dataset validation) {

    /** Makes sure that the parts fit together. */
    public Split {
        train.requireSameShape(validation, "validation");
    }

    /**
     * Draws the rows for validation at random. The same seed draws the same rows; both parts are in random order.
     *
     * @param dataset the rows to divide
     * @param fraction the part put aside for validation, above 0 and below 1, rounded up to whole rows
     * @param seed seed of the draw
     * @throws IllegalArgumentException if the fraction is out of range
     * @throws DataException if the rows do not suffice for two parts
     */
    public static Split random(Dataset dataset, double fraction, long seed) {
        if (!(fraction > 0 && fraction < 1)) {
            throw new IllegalArgumentException(
                    "the fraction for validation must be above 0 and below 1, not %s".formatted(fraction));
        }
        int rows = dataset.rows();
        int aside = (int) Math.ceil(fraction * rows);
        if (aside >= rows) {
            throw new DataException("%d rows cannot be split: none would be left to train on".formatted(rows));
        }
        int[] order = Seeds.permutation(rows, Seeds.stream(seed, "split"));
        return new Split(
                dataset.select(Arrays.copyOfRange(order, aside, rows)),
                dataset.select(Arrays.copyOfRange(order, 0, aside)));
    }

    /** Returns this split with its features scaled; the scaling learns from the training rows alone. */
    public Split scaled(Scaling scaling) {
        Scaler scaler = scaling.fit(train);
        return new Split(scaler.apply(train), scaler.apply(validation));
    }
}
