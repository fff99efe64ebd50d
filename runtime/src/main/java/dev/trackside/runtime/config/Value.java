package dev.trackside.runtime.config;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value before it has a type: from the file or from above it, with the place it came from. */
sealed interface Value {

    /** Where it stands. */
    Where where();

    /**
     * A place.
     *
     * @param shown as messages begin, e.g. {@code trackside.yaml:12} or {@code --set run.epochs=3}
     * @param base the folder that relative paths are relative to; null for the working directory
     */
    record Where(String shown, @Nullable Path base) {}

    /** How the text of a scalar is to be read. */
    enum Style {
        /** From the file: <code>${env:NAME}</code> is replaced. */
        FILE,
        /** From a property, a variable or {@code --set}: a list is separated by commas. */
        FLAT,
        /** From a program: as it is. */
        EXACT
    }

    /**
     * A single value.
     *
     * @param raw the text as written; null if the value is null
     */
    record Scalar(Where where, @Nullable String raw, Style style) implements Value {}

    /** A list. */
    record Items(Where where, List<Value> items) implements Value {}

    /**
     * A mapping.
     *
     * @param entries by key, in the order of the file
     * @param keys where each key stands, which is what messages about the key name
     */
    record Mapping(Where where, Map<String, Value> entries, Map<String, Where> keys) implements Value {

        static Mapping empty(Where where) {
            return new Mapping(where, new LinkedHashMap<>(), new LinkedHashMap<>());
        }
    }

    /** What it is, for messages. */
    default String kind() {
        if (this instanceof Items) {
            return "a list";
        }
        return this instanceof Mapping ? "a section" : "a single value";
    }
}
