package dev.trackside;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How metrics are written for people, so that every callback writes them alike. Usable from any thread.
 *
 * @since 0.1
 */
public final class MetricText {

    private static final String VALIDATION = "val_";

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    /** Below this the error of one multiplication is far smaller than the distance from the middle that is asked for. */
    private static final double EXACT = 1e12;

    private static final double NEAR_THE_MIDDLE = 1e-3;

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
        double size = Math.abs(value);
        if (size >= 1e7 || (size < 0.0001 && size > 0)) {
            return scientific(value);
        }
        if (size >= 1000) {
            return fixed(value, 1);
        }
        return fixed(value, size >= 0.01 || size == 0 ? 4 : 6);
    }

    /** As {@code %.3e} writes it, for numbers but 0; a learning rate that decays is one in each line of a log. */
    private static String scientific(double value) {
        BigDecimal rounded = BigDecimal.valueOf(Math.abs(value)).round(FOUR_DIGITS);
        int exponent = rounded.precision() - 1 - rounded.scale();
        long digits = rounded.movePointLeft(exponent - 3).longValueExact();
        return (value < 0 ? "-" : "") + digits / 1_000 + "."
                + Long.toString(1_000 + digits % 1_000).substring(1)
                + (exponent < 0 ? "e-" : "e+")
                + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }

    /**
     * A value with a fixed number of decimals, as {@code %.2f} writes it: a half is rounded away from zero, as the value reads in decimals. A
     * line of a log is mostly such values, and in the first second of a program this takes a fraction of what {@link String#format} does.
     *
     * @param value any value, NaN and infinities too
     * @param decimals how many, 0 to 6
     * @return e.g. {@code 0.08} for 0.0812 and 2
     * @throws IllegalArgumentException if that many are not to be had
     */
    public static String fixed(double value, int decimals) {
        if (decimals < 0 || decimals >= POWERS.length) {
            throw new IllegalArgumentException("decimals is %d, not 0 to %d".formatted(decimals, POWERS.length - 1));
        }
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        String sign = value < 0 ? "-" : "";
        double scaled = Math.abs(value) * POWERS[decimals];
        double whole = Math.floor(scaled);
        double rest = scaled - whole;
        if (scaled >= EXACT || Math.abs(rest - 0.5) < NEAR_THE_MIDDLE) {
            return sign
                    + BigDecimal.valueOf(Math.abs(value))
                            .setScale(decimals, RoundingMode.HALF_UP)
                            .toPlainString();
        }
        long digits = (long) whole + (rest > 0.5 ? 1 : 0);
        if (decimals == 0) {
            return sign + digits;
        }
        // A one in front keeps the zeros of the decimals.
        String decimal =
                Long.toString(POWERS[decimals] + digits % POWERS[decimals]).substring(1);
        return sign + digits / POWERS[decimals] + "." + decimal;
    }

    /**
     * Metrics in one line: {@code Loss = 0.7636, Accuracy = 0.4688}.
     *
     * @param metrics the metrics of an event
     * @param names which to write, in this order; those that the event does not have are left out
     * @return the line; empty if the event has none of them
     */
    public static String line(Metrics metrics, Iterable<String> names) {
        StringBuilder line = new StringBuilder();
        for (String name : names) {
            OptionalDouble value = metrics.find(name);
            if (value.isPresent()) {
                line.append(line.length() == 0 ? "" : ", ")
                        .append(label(name))
                        .append(" = ")
                        .append(number(value.getAsDouble()));
            }
        }
        return line.toString();
    }
}
