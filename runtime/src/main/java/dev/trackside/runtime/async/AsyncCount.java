package dev.trackside.runtime.async;

import dev.trackside.WhenFull;

/**
 * How many calls of a handler came, and how many were not made.
 *
 * @param handler the handler, by the number it was given to {@link AsyncLane#executor}
 * @param whenFull its policy
 * @param submitted calls that came
 * @param crowdedOut calls that were given up as the queue was full
 * @param discarded calls that were given up as a handler had failed, or the lane was to stop or to be waited for no longer
 */
public record AsyncCount(int handler, WhenFull whenFull, long submitted, long crowdedOut, long discarded) {

    /**
     * Calls that were given up, whatever the reason.
     *
     * @return a count from 0
     */
    public long dropped() {
        return crowdedOut + discarded;
    }
}
