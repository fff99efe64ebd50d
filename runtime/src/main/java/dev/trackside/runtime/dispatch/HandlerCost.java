package dev.trackside.runtime.dispatch;

/**
 * How often a handler was called and how long that took, estimated from the calls that were timed: each stands for itself and those since the one
 * before (Horvitz and Thompson 1952). Where each call is timed the time is exact and its error 0.
 */
public final class HandlerCost {

    private long calls;
    private long timed;
    private long callsUpToTimed;
    private double nanos;
    private double variance;
    private double longest;

    HandlerCost() {}

    /**
     * How often the handler was called.
     *
     * @return a count
     */
    public long calls() {
        return calls;
    }

    /**
     * How many of its calls were timed.
     *
     * @return a count
     */
    public long timed() {
        return timed;
    }

    /**
     * The time of all calls up to the one timed last, estimated.
     *
     * @return nanoseconds
     */
    public double nanos() {
        return nanos;
    }

    /**
     * The variance of {@link #nanos}: the square of its standard error.
     *
     * @return nanoseconds squared; 0 if each call was timed
     */
    public double variance() {
        return variance;
    }

    /**
     * The longest of the calls that were timed.
     *
     * @return nanoseconds
     */
    public double longest() {
        return longest;
    }

    void called(long times) {
        calls += times;
    }

    /** Takes the time of the last call. */
    void took(double time) {
        long stoodFor = calls - callsUpToTimed;
        callsUpToTimed = calls;
        timed++;
        nanos += stoodFor * time;
        variance += (double) stoodFor * (stoodFor - 1) * time * time;
        longest = Math.max(longest, time);
    }
}
