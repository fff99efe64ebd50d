package dev.trackside;

/**
 * Writes metrics that {@link Plugin#produces} declares, at the event of the handler that takes it; later handlers of the event see them.
 *
 * @since 0.1
 */
public interface MetricWriter {

    /**
     * Writes a metric.
     *
     * @param name one of the names that the plugin declares
     * @param value its value; NaN is a value
     * @throws IllegalArgumentException if the plugin does not declare the name
     */
    void write(String name, double value);

    /**
     * Whether any attached handler takes a metric, so that it is worth computing.
     *
     * @param name one of the names that the plugin declares
     * @return false if writing it would tell nobody
     */
    boolean wanted(String name);
}
