package dev.trackside.processor.model;

import java.util.List;
import java.util.function.Predicate;

/**
 * How values of a type are saved.
 *
 * @param kind the way
 * @param type the type
 * @param parts the element of a list, the value of a map
 * @param full the type in full, records with their components: what is compared on resume
 * @since 0.1
 */
public record StateType(Kind kind, TypeRef type, List<StateType> parts, String full) {

    /** Ways of saving. */
    public enum Kind {
        /** {@code byte}, {@code short}, {@code int} and their boxes. */
        INT,
        /** {@code long} and its box. */
        LONG,
        /** {@code char} and its box. */
        CHAR,
        /** {@code float}, {@code double} and their boxes. */
        DOUBLE,
        /** {@code boolean} and its box. */
        BOOLEAN,
        /** {@code String}. */
        TEXT,
        /** An enum, by name. */
        ENUM,
        /** {@code Duration}, {@code Instant} or {@code Path}, as text. */
        PARSED,
        /** An array of primitives or {@code Weights.Snapshot}, as it is. */
        AS_IS,
        /** A list. */
        LIST,
        /** A map with text as keys. */
        MAP,
        /** A record, by component. */
        RECORD,
        /** A record within itself. */
        AGAIN,
        /** Cannot be saved. */
        UNSUPPORTED
    }

    /** Copies the list. */
    public StateType {
        parts = List.copyOf(parts);
    }

    /**
     * Finds a part of the type.
     *
     * @param wanted what is looked for
     * @return true if it, or one of its parts, is that
     */
    public boolean any(Predicate<StateType> wanted) {
        return wanted.test(this) || parts.stream().anyMatch(part -> part.any(wanted));
    }
}
