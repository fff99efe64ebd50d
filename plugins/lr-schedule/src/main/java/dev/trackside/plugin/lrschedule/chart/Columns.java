package dev.trackside.plugin.lrschedule.chart;

import java.util.Arrays;

/** Values at equal distances, brought to so many columns: of each the smallest and the largest value. */
final class Columns {

    private final double[] low;
    private final double[] high;

    private Columns(double[] low, double[] high) {
        this.low = low;
        this.high = high;
    }

    static Columns of(double[] values, int columns) {
        double[] low = new double[columns];
        double[] high = new double[columns];
        for (int column = 0; column < columns; column++) {
            int first = (int) ((long) column * values.length / columns);
            int next = Math.max(first + 1, (int) ((column + 1L) * values.length / columns));
            double[] own =
                    Arrays.stream(values, first, next).filter(Double::isFinite).toArray();
            low[column] = Arrays.stream(own).min().orElse(Double.NaN);
            high[column] = Arrays.stream(own).max().orElse(Double.NaN);
        }
        return new Columns(low, high);
    }

    int count() {
        return low.length;
    }

    /** The smallest value of a column; NaN if it has none. */
    double low(int column) {
        return low[column];
    }

    /** The largest value of a column; NaN if it has none. */
    double high(int column) {
        return high[column];
    }

    /** The smallest of all values; 0 if there is none. */
    double smallest() {
        return Arrays.stream(low).filter(Double::isFinite).min().orElse(0);
    }

    /** The largest of all values; 0 if there is none. */
    double largest() {
        return Arrays.stream(high).filter(Double::isFinite).max().orElse(0);
    }

    /** Which dots are set, by row from the top and by column; a jump from one column to the next is drawn as a line. */
    boolean[][] raster(int rows) {
        boolean[][] set = new boolean[rows][low.length];
        double bottom = smallest();
        double height = largest() - bottom;
        int before = -1;
        for (int column = 0; column < low.length; column++) {
            if (Double.isNaN(low[column])) {
                before = -1;
                continue;
            }
            int top = row(high[column], bottom, height, rows);
            int down = row(low[column], bottom, height, rows);
            int middle = (top + down) / 2;
            if (before >= 0) {
                top = Math.min(top, before + 1);
                down = Math.max(down, before - 1);
            }
            for (int row = top; row <= down; row++) {
                set[row][column] = true;
            }
            before = middle;
        }
        return set;
    }

    private static int row(double value, double bottom, double height, int rows) {
        double part = height > 0 ? (value - bottom) / height : 0.5;
        return (rows - 1) - (int) Math.round(part * (rows - 1));
    }
}
