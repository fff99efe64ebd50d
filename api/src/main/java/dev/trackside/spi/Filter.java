package dev.trackside.spi;

import java.util.Arrays;

/**
 * Which occurrences of an event a handler is called for. All parts are joined by "and".
 *
 * @param every the period, at least 1; the phase is that of the absolute counter
 * @param from the first count, inclusive
 * @param until the last count, inclusive
 * @param at the exact counts; empty for all
 * @param everySeconds seconds between calls, from train begin; 0 for no such filter
 * @since 0.1
 */
public record Filter(int every, int from, int until, int[] at, double everySeconds) {

    /** Lets every occurrence pass. */
    public static final Filter ALL = new Filter(1, 1, Integer.MAX_VALUE, new int[0], 0);

    /** Copies the counts. */
    public Filter {
        at = at.clone();
    }

    @Override
    public int[] at() {
        return at.clone();
    }

    /**
     * Whether the counted parts let an occurrence pass; {@link #everySeconds} is for the caller to judge.
     *
     * @param count the count of the event, from 1
     * @return true if the handler is to be called
     */
    public boolean passes(long count) {
        return count % every == 0 && count >= from && count <= until && (at.length == 0 || contains(count));
    }

    private boolean contains(long count) {
        for (int one : at) {
            if (one == count) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Filter
                && ((Filter) other).every == every
                && ((Filter) other).from == from
                && ((Filter) other).until == until
                && Double.compare(((Filter) other).everySeconds, everySeconds) == 0
                && Arrays.equals(((Filter) other).at, at);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(at) + every + 7 * from + 13 * until + Double.hashCode(everySeconds);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (every != 1) {
            text.append(", every = ").append(every);
        }
        if (from != 1) {
            text.append(", from = ").append(from);
        }
        if (until != Integer.MAX_VALUE) {
            text.append(", until = ").append(until);
        }
        if (at.length > 0) {
            text.append(", at = ").append(Arrays.toString(at));
        }
        if (everySeconds != 0) {
            text.append(", everySeconds = ").append(everySeconds);
        }
        return text.length() == 0 ? "always" : text.substring(2);
    }
}
