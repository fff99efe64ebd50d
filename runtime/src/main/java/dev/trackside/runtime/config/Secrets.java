package dev.trackside.runtime.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The values that the configuration took from the environment by <code>${env:NAME}</code>, to keep them out of texts that others wrote: a plugin that
 * fails may say what it failed with. Usable from any thread.
 */
public final class Secrets {

    /** Shorter ones are in texts by chance; to mask {@code 1} would make a text unreadable and protect nothing. */
    private static final int SHORTEST = 4;

    private final List<String> values;

    Secrets(Collection<String> values) {
        List<String> kept = new ArrayList<>(new LinkedHashSet<>(values));
        kept.removeIf(value -> value.strip().length() < SHORTEST);
        // One may be a part of another.
        kept.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        this.values = List.copyOf(kept);
    }

    /**
     * No secrets.
     *
     * @return what masks nothing
     */
    public static Secrets none() {
        return new Secrets(List.of());
    }

    /**
     * Masks secrets in a text.
     *
     * @param text any text
     * @return the text with {@code ***} in place of each value of four characters or more
     */
    public String mask(String text) {
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, "***");
        }
        return masked;
    }
}
