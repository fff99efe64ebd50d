package dev.trackside.runtime.dispatch;

/**
 * Chooses the events that are timed: each, as long as reading the clock takes less than a thousandth of the time between events, and at random about
 * one in 64 where events come faster. At random, since a fixed stride would miss, or hit, all calls of a handler with a filter of that period.
 */
final class Sampler {

    private static final int RAREST = 64;
    private static final double AFFORDABLE = 0.001;

    private final double reading;
    private long random = 0x9E3779B97F4A7C15L;
    private long last;
    private long lastEvents;

    /**
     * Creates a sampler.
     *
     * @param reading what it costs to time an event, in nanoseconds
     */
    Sampler(double reading) {
        this.reading = reading;
    }

    /**
     * Takes an event that is timed.
     *
     * @param now when it began
     * @param events how many there were by now
     * @return after how many events the next is timed, at least 1
     */
    int next(long now, long events) {
        double between = (double) (now - last) / (events - lastEvents);
        boolean first = lastEvents == 0;
        last = now;
        lastEvents = events;
        if (first) {
            return 1; // it takes two to know how fast they come
        }
        double stride = between > 0 ? Math.ceil(reading / (AFFORDABLE * between)) : RAREST;
        int mean = (int) Math.max(1, Math.min(RAREST, stride));
        return 1 + (int) Math.floorMod(xorshift(), 2L * mean - 1);
    }

    private long xorshift() {
        random ^= random << 13;
        random ^= random >>> 7;
        random ^= random << 17;
        return random;
    }
}
