package dev.trackside.spi;

import dev.trackside.WhenFull;
import java.util.Objects;

/**
 * How a handler with {@code @Async} is called.
 *
 * @param queue the greatest number of events that wait for the thread of the plugin, at least 1; the same for all handlers of a table
 * @param whenFull what becomes of an event when the queue is full
 * @since 0.1
 */
public record AsyncSpec(int queue, WhenFull whenFull) {

    /**
     * Checks the queue.
     *
     * @throws IllegalArgumentException if the queue is less than 1
     */
    public AsyncSpec {
        Objects.requireNonNull(whenFull, "whenFull");
        if (queue < 1) {
            throw new IllegalArgumentException("a queue of %d holds no event; it must be at least 1".formatted(queue));
        }
    }
}
