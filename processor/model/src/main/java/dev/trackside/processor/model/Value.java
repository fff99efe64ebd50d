package dev.trackside.processor.model;

/**
 * A value of an annotation, with its place in the source.
 *
 * @param <T> the type of the value
 * @param value the value, the default if it is not given
 * @param given whether it is written in the source
 * @param origin the value if it is given, else the annotation
 * @since 0.1
 */
public record Value<T>(T value, boolean given, Origin origin) {}
