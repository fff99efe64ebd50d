package dev.trackside.plugin.report.run;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A metric over the epochs of a run. Positions are numbers of epochs, as people count them: the end of the first epoch is 1, the middle of it 0.5. A value that
 * is NaN or infinite is a gap.
 */
public final class Curve {

    private final String metric;
    private final double[] positions;
    private final double[] values;
    private final long measured;
    private final long gaps;

    private Curve(String metric, double[] positions, double[] values, long measured, long gaps) {
        this.metric = metric;
        this.positions = positions;
        this.values = values;
        this.measured = measured;
        this.gaps = gaps;
    }

    /**
     * A curve of all its points.
     *
     * @param metric the name of the metric
     * @param positions numbers of epochs, ascending
     * @param values a value for each
     * @return the curve
     */
    public static Curve of(String metric, double[] positions, double[] values) {
        long gaps =
                DoubleStream.of(values).filter(value -> !Double.isFinite(value)).count();
        return thinned(metric, positions, values, values.length, gaps);
    }

    /**
     * A curve of some of its points.
     *
     * @param metric the name of the metric
     * @param positions numbers of epochs, ascending
     * @param values a value for each
     * @param measured how many values there were
     * @param gaps how many of those were not finite
     * @return the curve
     */
    static Curve thinned(String metric, double[] positions, double[] values, long measured, long gaps) {
        if (positions.length != values.length) {
            throw new IllegalArgumentException(
                    "%d positions but %d values of %s".formatted(positions.length, values.length, metric));
        }
        return new Curve(metric, positions, values, measured, gaps);
    }

    /**
     * The metric.
     *
     * @return its name
     */
    public String metric() {
        return metric;
    }

    /**
     * How many points are shown.
     *
     * @return a count from 0
     */
    public int size() {
        return values.length;
    }

    /**
     * How many values there were.
     *
     * @return a count, at least {@link #size}
     */
    public long measured() {
        return measured;
    }

    /**
     * Where a point is.
     *
     * @param point an index below {@link #size}
     * @return the number of an epoch, or a place within one
     */
    public double position(int point) {
        return positions[point];
    }

    /**
     * What was measured there.
     *
     * @param point an index below {@link #size}
     * @return any value; not a finite one is a gap
     */
    public double value(int point) {
        return values[point];
    }

    /**
     * The points that are no gaps.
     *
     * @return their indices, ascending
     */
    public IntStream points() {
        return IntStream.range(0, values.length).filter(point -> Double.isFinite(values[point]));
    }

    /**
     * How many of the values that there were are gaps.
     *
     * @return a count, up to {@link #measured}
     */
    public long gaps() {
        return gaps;
    }

    /**
     * Whether there is nothing to draw.
     *
     * @return true if all points are gaps
     */
    public boolean isBlank() {
        return points().findAny().isEmpty();
    }
}
