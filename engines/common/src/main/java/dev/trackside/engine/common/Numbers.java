package dev.trackside.engine.common;

import java.util.regex.Pattern;

/** Reads the numbers of a table: finite decimal numbers and nothing else that Java would take for a number. */
final class Numbers {

    private static final int DIGITS_EXACT_IN_AN_INT = 9;

    private static final Pattern NOT_FINITE = Pattern.compile("[+-]?(nan|inf|infinity)", Pattern.CASE_INSENSITIVE);

    private Numbers() {}

    /** Whether {@link #parse} would accept the text. */
    static boolean isNumber(String text) {
        return !Double.isNaN(parse(text));
    }

    /** Whether the text stands for a number that no table may hold: NaN or an infinity. */
    static boolean isNotFinite(String text) {
        return NOT_FINITE.matcher(text).matches();
    }

    /** Returns the number, or NaN if the text is not one: NaN, infinities, hexadecimal numbers and {@code 1f} are not. */
    static double parse(String text) {
        int length = text.length();
        if (length == 0) {
            return Double.NaN;
        }
        if (length <= DIGITS_EXACT_IN_AN_INT) {
            int value = smallInteger(text, length);
            if (value >= 0) {
                return value;
            }
        }
        return decimal(text);
    }

    /** Most tables are full of small integers, which need no decimal arithmetic. Returns -1 for anything else. */
    private static int smallInteger(String text, int length) {
        int value = 0;
        for (int i = 0; i < length; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    private static double decimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
            if (!allowed) {
                return Double.NaN;
            }
        }
        try {
            double value = Double.parseDouble(text);
            return Double.isInfinite(value) ? Double.NaN : value;
        } catch (NumberFormatException notANumber) {
            return Double.NaN; // the caller knows line and column and says so
        }
    }
}
