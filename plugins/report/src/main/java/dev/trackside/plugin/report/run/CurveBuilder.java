package dev.trackside.plugin.report.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
        List<Integer> kept = new ArrayList<>(most);
        int stretches = Math.max(1, (most - 2) / 3);
        for (int stretch = 0; stretch < stretches; stretch++) {
            keep(kept, (int) ((long) size * stretch / stretches), (int) ((long) size * (stretch + 1) / stretches));
        }
        double[] at = kept.stream().mapToDouble(point -> positions[point]).toArray();
        double[] what = kept.stream().mapToDouble(point -> values[point]).toArray();
        long gaps = IntStream.range(0, size)
                .filter(point -> !Double.isFinite(values[point]))
                .count();
        return Curve.thinned(metric, at, what, size, gaps);
    }

    private void keep(List<Integer> kept, int from, int to) {
        int smallest = -1;
        int largest = -1;
        int gap = -1;
        for (int point = from; point < to; point++) {
            if (!Double.isFinite(values[point])) {
                gap = point;
            } else {
                smallest = smallest < 0 || values[point] < values[smallest] ? point : smallest;
                largest = largest < 0 || values[point] > values[largest] ? point : largest;
            }
        }
        int first = from == 0 ? from : -1;
        int last = to == size ? to - 1 : -1;
        int[] of = {first, smallest, largest, gap, last};
        Arrays.stream(of).filter(point -> point >= 0).sorted().distinct().forEach(kept::add);
    }
}
