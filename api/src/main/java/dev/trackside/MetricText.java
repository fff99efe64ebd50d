package dev.trackside;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.StringJoiner;

/**
 * How metrics are written for people, so that every callback writes them alike. Usable from any thread.
 *
 * @since 0.1
 */
public final class MetricText {

    private static final String VALIDATION = "val_";

    private MetricText() {}

    /**
     * A metric's name in words: {@code val_loss} is {@code Validation loss}, {@code lr} is {@code Learning rate}.
     *
     * @param metric the name of a metric
     * @return its name in words, beginning with a capital
     */
    public static String label(String metric) {
        if (metric.equals("lr")) {
            return "Learning rate";
        }
        String words = metric.startsWith(VALIDATION) ? "validation " + metric.substring(VALIDATION.length()) : metric;
        words = words.replace('_', ' ').strip();
        return words.isEmpty() ? metric : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /**
     * A value in few characters: four decimals where they say enough, six for thousandths, powers of ten beyond.
     *
     * @param value any value, NaN and infinities too
     * @return e.g. {@code 0.7636}, {@code 0.001333}, {@code 1234.5}, {@code 1.000e-05}, {@code NaN}
     */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        return String.format(Locale.ROOT, format(Math.abs(value)), value);
    }

    private static String format(double size) {
        if (size >= 1e7) {
            return "%.3e";
        }
        if (size >= 1000) {
            return "%.1f";
        }
        if (size >= 0.01 || size == 0) {
            return "%.4f";
        }
        return size >= 0.0001 ? "%.6f" : "%.3e";
    }

    /**
     * Metrics in one line: {@code Loss = 0.7636, Accuracy = 0.4688}.
     *
     * @param metrics the metrics of an event
     * @param names which to write, in this order; those that the event does not have are left out
     * @return the line; empty if the event has none of them
     */
    public static String line(Metrics metrics, Iterable<String> names) {
        StringJoiner line = new StringJoiner(", ");
        for (String name : names) {
            OptionalDouble value = metrics.find(name);
            if (value.isPresent()) {
                line.add(label(name) + " = " + number(value.getAsDouble()));
            }
        }
        return line.toString();
    }
}
