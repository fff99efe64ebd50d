package dev.trackside.processor.model;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Names as files spell them.
 *
 * @since 0.1
 */
public final class Names {

    private Names() {}

    /**
     * Turns a Java name into kebab-case.
     *
     * @param name e.g. {@code minDelta}, {@code HTTPProbe}, {@code Early Stop}
     * @return e.g. {@code min-delta}, {@code http-probe}, {@code early-stop}: {@code [a-z][a-z0-9-]*}; {@code x} where nothing is left
     */
    public static String kebab(String name) {
        String words = name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").replaceAll("([A-Z])([A-Z][a-z])", "$1-$2");
        String kebab = words.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^[^a-z]+", "")
                .replaceAll("-+$", "");
        return kebab.isEmpty() ? "x" : kebab;
    }

    /**
     * Turns kebab-case into a Java name.
     *
     * @param kebab e.g. {@code metrics-kit}
     * @return e.g. {@code metricsKit}
     */
    public static String camel(String kebab) {
        return Pattern.compile("-+([a-z0-9]?)").matcher(kebab).replaceAll(match -> match.group(1)
                .toUpperCase(Locale.ROOT));
    }

    /**
     * What somebody probably meant who wrote a name in another spelling.
     *
     * @param wrong e.g. {@code Early Stop}
     * @param otherwise the Java name to take where nothing of it can stay
     * @return a name in kebab-case
     */
    public static String near(String wrong, String otherwise) {
        return kebab(wrong.chars().anyMatch(one -> one < 128 && Character.isLetter(one)) ? wrong : otherwise);
    }

    /**
     * Whether a text can be an id or the name of an option.
     *
     * @param text any text
     * @return true if it is {@code [a-z][a-z0-9-]*}
     */
    public static boolean isKebab(String text) {
        return text.matches("[a-z][a-z0-9-]*");
    }
}
