package dev.trackside.spi;

import java.util.List;
import java.util.Objects;

/**
 * An {@code @Option} field, as the processor read it.
 *
 * @param name the name in files, e.g. {@code min-delta}
 * @param kind how values are combined
 * @param type the type of a value: a primitive, its box, {@code String}, an enum, {@code Duration} or {@code Path}
 * @param nullable whether the field may be without a value
 * @param required whether a run without a value is an error
 * @param min the smallest number accepted, inclusive
 * @param max the largest number accepted, inclusive
 * @param description the Javadoc of the field, in one line; empty if it has none
 * @since 0.1
 */
public record OptionSpec(
        String name,
        Kind kind,
        Class<?> type,
        boolean nullable,
        boolean required,
        double min,
        double max,
        String description) {

    /** How values are combined. */
    public enum Kind {
        /** One value. */
        SINGLE,
        /** A {@code List} of values. */
        LIST,
        /** A {@code Set} of values, in the order given. */
        SET
    }

    /** Checks the parts. */
    public OptionSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(description, "description");
    }

    /**
     * A list of descriptions, as tables write it: the compiler works far less on it than on {@code List.of}.
     *
     * @param specs the descriptions
     * @return an immutable list
     */
    public static List<OptionSpec> list(OptionSpec... specs) {
        return List.of(specs);
    }
}
