package dev.trackside;

import java.time.Instant;

/**
 * The time, replaceable in tests. A service; usable from any thread.
 *
 * @since 0.1
 */
public interface Clock {

    /**
     * The wall clock, for showing and recording.
     *
     * @return now
     */
    Instant now();

    /**
     * The monotonic clock, for measuring.
     *
     * @return nanoseconds since a fixed but arbitrary moment
     */
    long nanoTime();
}
