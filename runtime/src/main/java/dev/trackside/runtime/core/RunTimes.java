package dev.trackside.runtime.core;

import dev.trackside.Clock;
import dev.trackside.runtime.dispatch.Ticks;

/** How long the run and its epoch have taken, the time before a resume included. */
final class RunTimes implements Ticks {

    private final Clock clock;
    private long began;
    private long sessionBegan;
    private long epochBegan;
    private boolean running;
    private boolean inEpoch;

    RunTimes(Clock clock) {
        this.clock = clock;
    }

    void begin() {
        began = clock.nanoTime();
        sessionBegan = began;
        running = true;
    }

    boolean isRunning() {
        return running;
    }

    void beginEpoch() {
        epochBegan = clock.nanoTime();
        inEpoch = true;
    }

    /** Goes on with the time that had passed when a checkpoint was taken. */
    void resume(long elapsedNanos, long epochNanos) {
        long now = clock.nanoTime();
        began = now - elapsedNanos;
        epochBegan = now - epochNanos;
        inEpoch = true;
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }

    @Override
    public long elapsedNanos() {
        return running ? clock.nanoTime() - began : 0;
    }

    /** The time since train begin, without that before a resume. */
    long sessionNanos() {
        return running ? clock.nanoTime() - sessionBegan : 0;
    }

    long epochNanos() {
        return inEpoch ? clock.nanoTime() - epochBegan : 0;
    }
}
