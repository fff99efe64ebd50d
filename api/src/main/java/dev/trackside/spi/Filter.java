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
     * The first occurrence, from one on, that the counted parts let pass.
     *
     * @param count the first that may be it
     * @return its count; {@code Long.MAX_VALUE} if there is none any more
     */
    public long next(long count) {
        long first = Math.max(count, from);
        if (at.isEmpty()) {
            long multiple = (first + every - 1) / every * every;
            return multiple <= until || until == Integer.MAX_VALUE ? multiple : Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (int i = 0; i < at.size(); i++) { // without an iterator, as it is asked while a run goes on
            int exact = at.get(i);
            if (exact >= first && exact < next && exact <= until && exact % every == 0) {
                next = exact;
            }
        }
        return next;
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
