package dev.trackside.testkit;

import dev.trackside.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * A clock that stands still until a test moves it. It begins at {@link #START}, so that dates in a test's output do not change from day to day.
 * Usable from any thread.
 *
 * @since 0.1
 */
public final class TestClock implements Clock {

    /** Where each clock begins: 2026-01-01T00:00:00Z. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;
    private long nanos;

    /** Creates a clock that shows {@link #START}; its monotonic time begins at 0. */
    public TestClock() {}

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    /**
     * Lets time go by, on the wall and the monotonic clock alike.
     *
     * @param time how much, not negative
     * @throws IllegalArgumentException if it is negative; only {@link #set} goes back
     */
    public synchronized void advance(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "time cannot advance by %s; to set the wall clock back, call set".formatted(time));
        }
        nanos = Math.addExact(nanos, time.toNanos());
        now = now.plus(time);
    }

    /**
     * Sets the wall clock, forward or back, as an administrator would; the monotonic clock does not notice.
     *
     * @param time what {@link #now} shows from now on
     */
    public synchronized void set(Instant time) {
        now = Objects.requireNonNull(time, "time");
    }

    @Override
    public String toString() {
        return "TestClock[" + now() + "]";
    }
}
