package dev.trackside.processor.model;

/**
 * A type that the compiler has not found, at least not yet.
 *
 * @param name its name, as written
 * @param usedBy what uses it, in words, e.g. {@code parameter rate of onPlateau}
 * @param annotation whether it is used as an annotation, of which it is not known whether it is an event, or within one; the compiler reports
 *     that by itself
 * @since 0.1
 */
public record MissingType(String name, String usedBy, boolean annotation) {}
