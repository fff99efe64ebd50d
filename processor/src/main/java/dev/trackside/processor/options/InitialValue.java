package dev.trackside.processor.options;

import org.jspecify.annotations.Nullable;

/**
 * What an option has if nobody sets it.
 *
 * @param value the value as a file would give it: a text, a {@link Long}, a {@link Double}, a {@link Boolean} or a list of these; null if only
 *     a running program knows it
 * @param source the initializer as it stands in the source
 * @since 0.1
 */
public record InitialValue(@Nullable Object value, String source) {}
