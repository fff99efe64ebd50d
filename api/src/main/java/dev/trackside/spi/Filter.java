package dev.trackside.spi;

import java.util.List;

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
public record Filter(int every, int from, int until, List<Integer> at, double everySeconds) {

    /** Lets every occurrence pass. */
    public static final Filter ALL = new Filter(1, 1, Integer.MAX_VALUE, List.of(), 0);

    /** Copies the counts. */
    public Filter {
        at = List.copyOf(at);
    }

    /**
     * Whether the counted parts let an occurrence pass; {@link #everySeconds} is for the caller to judge.
     *
     * @param count the count of the event, from 1
     * @return true if the handler is to be called
     */
    public boolean passes(long count) {
        return count % every == 0
                && count >= from
                && count <= until
                && (at.isEmpty() || (count <= Integer.MAX_VALUE && at.contains((int) count)));
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
        if (!at.isEmpty()) {
            text.append(", at = ").append(at);
        }
        if (everySeconds != 0) {
            text.append(", everySeconds = ").append(everySeconds);
        }
        return text.length() == 0 ? "always" : text.substring(2);
    }
}
