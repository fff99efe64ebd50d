package dev.trackside.engine.xgboost;

import dev.trackside.TracksideException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Reads the text in which XGBoost gives metrics: {@code [0]<tab>set-mlogloss:1.28<tab>set-merror:0.25}, all of one set. Numbers have all
 * their digits.
 */
final class EvaluationText {

    /** The name of the set; without a minus, which separates it from the metric. */
    static final String SET = "set";

    private static final String PREFIX = SET + "-";

    private EvaluationText() {}

    /**
     * Reads metrics by name.
     *
     * @return values in the order of the text
     * @throws TracksideException if the text is another one
     */
    static Map<String, Double> parse(String text) {
        String[] parts = text.strip().split("\t", -1);
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int colon = parts[i].lastIndexOf(':');
            if (!parts[i].startsWith(PREFIX) || colon < PREFIX.length()) {
                throw unreadable(text);
            }
            values.put(parts[i].substring(PREFIX.length(), colon), number(parts[i].substring(colon + 1), text));
        }
        if (values.isEmpty()) {
            throw unreadable(text);
        }
        return values;
    }

    private static double number(String number, String text) {
        return switch (number.toLowerCase(Locale.ROOT)) {
            case "nan", "-nan", "nan(ind)", "-nan(ind)" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> {
                try {
                    yield Double.parseDouble(number);
                } catch (NumberFormatException broken) {
                    throw unreadable(text);
                }
            }
        };
    }

    private static TracksideException unreadable(String text) {
        return new TracksideException("XGBoost gives its metrics in a form that is not understood: " + text);
    }
}
