package dev.trackside.plugin.report.run;

import java.util.Arrays;

/** Takes the points of a curve in their order, and gives the curve, thinned if it is long. */
public final class CurveBuilder {

    private double[] positions = new double[32];
    private double[] values = new double[32];
    private int size;

    /** Without points. */
    public CurveBuilder() {}

    /**
     * Adds a point. What was measured at this position or later was given up by a resume and is dropped.
     *
     * @param position the number of an epoch, or a place within one
     * @param value any value
     */
    public void add(double position, double value) {
        while (size > 0 && positions[size - 1] >= position) {
            size--;
        }
        if (size == values.length) {
            positions = Arrays.copyOf(positions, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        positions[size] = position;
        values[size++] = value;
    }

    /**
     * The curve.
     *
     * @param metric the name of the metric
     * @param most how many points it may have; at least 5; of a longer one the first and the last stay, and of each stretch the smallest and the largest value, with a gap where there is one
     * @return the curve of the points so far
     */
    public Curve build(String metric, int most) {
        if (size <= most) {
            return Curve.of(metric, Arrays.copyOf(positions, size), Arrays.copyOf(values, size));
        }
        int stretches = Math.max(1, (most - 2) / 3);
        int[] kept = new int[most];
        int count = 0;
        long gaps = 0;
        for (int stretch = 0; stretch < stretches; stretch++) {
            int from = (int) ((long) size * stretch / stretches);
            int to = (int) ((long) size * (stretch + 1) / stretches);
            int smallest = -1;
            int largest = -1;
            int gap = -1;
            for (int point = from; point < to; point++) {
                if (!Double.isFinite(values[point])) {
                    gap = point;
                    gaps++;
                } else {
                    smallest = smallest < 0 || values[point] < values[smallest] ? point : smallest;
                    largest = largest < 0 || values[point] > values[largest] ? point : largest;
                }
            }
            int[] some = {from == 0 ? 0 : -1, smallest, largest, gap, to == size ? to - 1 : -1};
            Arrays.sort(some);
            for (int point : some) {
                if (point >= 0 && (count == 0 || point > kept[count - 1])) {
                    kept[count++] = point;
                }
            }
        }
        double[] at = new double[count];
        double[] what = new double[count];
        for (int index = 0; index < count; index++) {
            at[index] = positions[kept[index]];
            what[index] = values[kept[index]];
        }
        return Curve.thinned(metric, at, what, size, gaps);
    }
}
