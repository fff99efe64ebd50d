package dev.trackside.runtime.dispatch;

/** The monotonic time of a run, as filters and measurements ask for it. */
public interface Ticks {

    /**
     * The time, for differences.
     *
     * @return nanoseconds since a fixed but arbitrary moment
     */
    long nanoTime();

    /**
     * How long the run has taken, the time before a resume included.
     *
     * @return nanoseconds since train begin; 0 before it
     */
    long elapsedNanos();

    /**
     * What it costs to read {@link #nanoTime}: the least of some readings, since whatever disturbs one makes it longer.
     *
     * @return nanoseconds; 0 for a clock that stands still
     */
    default double reading() {
        long least = Long.MAX_VALUE;
        long before = nanoTime();
        for (int i = 0; i < 50; i++) {
            long now = nanoTime();
            least = Math.min(least, now - before);
            before = now;
        }
        return least;
    }
}
