package dev.trackside.processor.model;

import dev.trackside.spi.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event annotation on a method.
 *
 * @param origin the annotation
 * @param event the event
 * @param every the period
 * @param from the first count
 * @param until the last count
 * @param at the exact counts
 * @param everySeconds seconds between calls
 * @since 0.1
 */
public record EventUse(
        Origin origin,
        EventInfo event,
        Value<Integer> every,
        Value<Integer> from,
        Value<Integer> until,
        List<Value<Integer>> at,
        Value<Double> everySeconds) {

    /** Copies the list. */
    public EventUse {
        at = List.copyOf(at);
    }

    /**
     * All filters together, for those who want to know which occurrences pass or to show it.
     *
     * @return the filter as written, whether it makes sense or not; its text is e.g. {@code every = 2, from = 5}, or {@code always}
     */
    public Filter filter() {
        return new Filter(
                every.value(),
                from.value(),
                until.value(),
                at.stream().map(Value::value).toList(),
                everySeconds.value());
    }

    /**
     * Whether a counted filter says something else than its default.
     *
     * @return true if not every occurrence passes
     */
    public boolean isCounted() {
        return every.value() != 1 || from.value() != 1 || until.value() != Integer.MAX_VALUE || !at.isEmpty();
    }

    /**
     * The first counted filter that is written in the source.
     *
     * @return its name, or null if there is none
     */
    public @Nullable String firstCounted() {
        return every.given() ? "every" : from.given() ? "from" : until.given() ? "until" : at.isEmpty() ? null : "at";
    }
}
