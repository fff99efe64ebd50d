package dev.trackside.processor.model;

import org.jspecify.annotations.Nullable;

/**
 * A parameter of a handler.
 *
 * @param origin its place in the source
 * @param name its name
 * @param nameReadable false if the name is made up, since it was read from a class file without names
 * @param type its type
 * @param varargs whether it takes any number of arguments
 * @param metric its {@code @Metric}
 * @since 0.1
 */
public record Parameter(
        Origin origin,
        String name,
        boolean nameReadable,
        TypeRef type,
        boolean varargs,
        @Nullable MetricName metric) {

    /**
     * Type and name, for messages.
     *
     * @return e.g. {@code double loss}
     */
    public String text() {
        return (varargs ? type.arguments().get(0).text() + "..." : type.text()) + " " + name;
    }
}
