package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Values that stand above the file: what a program set on the builder, and {@code --set}. Keys are dotted: {@code early-stopping.patience}
 * for an option of a plugin instance, {@code run.epochs} for another section; {@code plugins.early-stopping.patience} is the long form of the
 * first. Immutable.
 */
public final class Overrides {

    private static final Overrides NONE = new Overrides(Map.of());

    private final Map<String, Entry> entries;

    /**
     * A value and who set it.
     *
     * @param value text, or an object of the type of the option
     * @param origin as messages begin, e.g. {@code --set run.epochs=3}
     * @param typed whether it came from a program, so that text is taken as it is
     */
    record Entry(Object value, String origin, boolean typed) {}

    private Overrides(Map<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * No overrides.
     *
     * @return overrides without any
     */
    public static Overrides none() {
        return NONE;
    }

    /**
     * Adds a value from the command line.
     *
     * @param assignment {@code key=value}; a list is separated by commas, brackets around it may be left out
     * @return these overrides and this one, which wins over an earlier one for the same key
     * @throws TracksideException if it is no assignment
     */
    public Overrides set(String assignment) {
        int equals = assignment.indexOf('=');
        String key = equals < 0 ? "" : assignment.substring(0, equals).strip();
        if (!isKey(key)) {
            throw new TracksideException(
                    "--set %s: write it as key=value, e.g. --set early-stopping.patience=5".formatted(assignment));
        }
        return and(key, new Entry(assignment.substring(equals + 1).strip(), "--set " + key, false));
    }

    /**
     * Adds a value from a program.
     *
     * @param key dotted key
     * @param value text, or an object of the type that is expected
     * @return these overrides and this one, which wins over an earlier one for the same key
     * @throws TracksideException if the key is none
     */
    public Overrides with(String key, Object value) {
        Objects.requireNonNull(value, "value");
        if (!isKey(key)) {
            throw new TracksideException(
                    "option(\"%s\", ...): the key must be the id of a plugin, a dot, and the name of an option, e.g. early-stopping.patience"
                            .formatted(key));
        }
        return and(key, new Entry(value, "builder option " + key, true));
    }

    /**
     * Adds other overrides.
     *
     * @param stronger those that win
     * @return both
     */
    public Overrides and(Overrides stronger) {
        Map<String, Entry> all = new LinkedHashMap<>(entries);
        all.putAll(stronger.entries);
        return new Overrides(all);
    }

    private Overrides and(String key, Entry entry) {
        Map<String, Entry> all = new LinkedHashMap<>(entries);
        all.put(key, entry);
        return new Overrides(all);
    }

    Map<String, Entry> entries() {
        return entries;
    }

    private static boolean isKey(String key) {
        return !key.isEmpty() && !key.startsWith(".") && !key.endsWith(".") && !key.contains("..");
    }
}
