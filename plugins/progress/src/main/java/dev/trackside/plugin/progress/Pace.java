package dev.trackside.plugin.progress;

import java.time.Duration;

/** How fast something goes, from what was counted since it began. */
final class Pace {

    private final long begin;
    private long done;

    /**
     * Begins to count.
     *
     * @param now the monotonic clock, in nanoseconds
     */
    Pace(long now) {
        this.begin = now;
    }

    void count() {
        done++;
    }

    /** Counts a second, or 0 if it is too early to say. */
    double perSecond(long now) {
        return now > begin ? done * 1e9 / (now - begin) : 0;
    }

    /** The time that so many more will take, in whole seconds; less than zero if it is too early to say. */
    long secondsFor(long more, long now) {
        double perSecond = perSecond(now);
        return perSecond > 0 ? (long) Math.ceil(more / perSecond) : -1;
    }

    /** A time as people read it: {@code 0:07}, {@code 12:30}, {@code 1:02:03}. */
    static String text(long seconds) {
        Duration time = Duration.ofSeconds(seconds);
        return time.toHours() == 0
                ? "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart())
                : "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
