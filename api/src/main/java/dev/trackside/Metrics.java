package dev.trackside;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The metrics that an event has, by name. At batch events a value is that batch's, at epoch events the example-weighted mean. NaN is a
 * value; absence is a thing of its own. A view lent for the call.
 *
 * @since 0.1
 */
public interface Metrics {

    /**
     * The names of the metrics that this event has.
     *
     * @return names in the order in which they were declared
     */
    Set<String> names();

    /**
     * A metric, if this event has it.
     *
     * @param name its name
     * @return its value, which may be NaN, or empty
     */
    OptionalDouble find(String name);

    /**
     * A metric that must be there.
     *
     * @param name its name
     * @return its value, which may be NaN
     * @throws java.util.NoSuchElementException if this event does not have it; the message says which it has
     */
    double get(String name);

    /**
     * All metrics of this event.
     *
     * @return an immutable copy, in the order of {@link #names}
     */
    Map<String, Double> toMap();

    /**
     * A copy for keeping, usable from any thread.
     *
     * @return the metrics as they are now
     */
    Metrics snapshot();
}
