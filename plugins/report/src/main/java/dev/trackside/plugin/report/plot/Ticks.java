package dev.trackside.plugin.report.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Round numbers along an axis.
 *
 * @param from where the axis begins
 * @param to where it ends
 * @param values the round numbers between
 */
record Ticks(double from, double to, List<BigDecimal> values) {

    private static final double[] STEPS = {1, 2, 5, 10};

    /**
     * An axis that begins and ends with round numbers.
     *
     * @param smallest the smallest value
     * @param largest the largest value
     * @param about how many steps there should be
     */
    static Ticks around(double smallest, double largest, int about) {
        double low = smallest;
        double high = largest;
        if (high - low <= Math.ulp(Math.max(Math.abs(low), Math.abs(high))) * 8) {
            double room = low == 0 ? 1 : Math.abs(low) * 0.1;
            low -= room;
            high += room;
        }
        BigDecimal step = step((high - low) / about);
        long first = (long) Math.floor(low / step.doubleValue() + 1e-9);
        long last = (long) Math.ceil(high / step.doubleValue() - 1e-9);
        List<BigDecimal> values = values(step, first, last);
        return new Ticks(
                values.get(0).doubleValue(), values.get(values.size() - 1).doubleValue(), values);
    }

    /**
     * Whole numbers within an axis that is given.
     *
     * @param from where it begins
     * @param to where it ends
     * @param about how many steps there should be
     */
    static Ticks within(double from, double to, int about) {
        BigDecimal step = step(Math.max(1, (to - from) / about));
        long first = (long) Math.ceil(from / step.doubleValue());
        long last = (long) Math.floor(to / step.doubleValue());
        return new Ticks(from, to, values(step, first, last));
    }

    /** As people write it, with as many places as its neighbors. */
    static String text(BigDecimal value) {
        double size = Math.abs(value.doubleValue());
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            BigDecimal short4 = value.round(new MathContext(4)).stripTrailingZeros();
            String digits = short4.unscaledValue().toString();
            int sign = digits.startsWith("-") ? 1 : 0;
            int exponent = digits.length() - sign - 1 - short4.scale();
            String rest = digits.substring(sign + 1);
            return digits.substring(0, sign + 1) + (rest.isEmpty() ? "" : "." + rest) + "e" + exponent;
        }
        return value.toPlainString();
    }

    /** The next of 1, 2, 5 and their tenfold. */
    private static BigDecimal step(double raw) {
        int exponent = (int) Math.floor(Math.log10(raw));
        double power = Math.pow(10, exponent);
        for (double step : STEPS) {
            if (raw <= step * power * (1 + 1e-9)) {
                return BigDecimal.valueOf((long) step).scaleByPowerOfTen(exponent);
            }
        }
        return BigDecimal.TEN.scaleByPowerOfTen(exponent);
    }

    private static List<BigDecimal> values(BigDecimal step, long first, long last) {
        List<BigDecimal> values = new ArrayList<>();
        for (long tick = first; tick <= last; tick++) {
            BigDecimal value = step.multiply(BigDecimal.valueOf(tick));
            values.add(value.scale() < 0 ? value.setScale(0) : value);
        }
        return values;
    }
}
