package dev.trackside.processor.model;

import dev.trackside.WhenFull;

/**
 * An {@code @Async} annotation.
 *
 * @param origin the annotation
 * @param queue the greatest number of events that wait, as written
 * @param whenFull what becomes of an event when the queue is full
 * @since 0.1
 */
public record AsyncUse(Origin origin, Value<Integer> queue, Value<WhenFull> whenFull) {}
