package dev.trackside;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run in figures.
 *
 * @param epochs epochs that have ended
 * @param batches training batches that have ended, skipped ones among them
 * @param steps optimizer steps done
 * @param elapsed time since train begin
 * @param metrics the metrics of the last epoch that has ended
 * @param callbacks the callbacks in their order, detached ones among them
 * @since 0.1
 */
public record RunSummary(
        int epochs, long batches, long steps, Duration elapsed, Map<String, Double> metrics, List<Callback> callbacks) {

    /** Copies the parts. */
    public RunSummary {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
        callbacks = List.copyOf(callbacks);
    }

    /**
     * One callback of the run.
     *
     * @param id its id in this run
     * @param type the name of its class
     * @param phase its phase
     * @param origin where it came from: a jar, the class path, or {@code code}
     * @param calls how often one of its handlers was called
     * @param dropped how many of these calls its {@link Async @Async} handlers did not get, as they were too slow, or were not done when the
     *     callback was detached or the run ended
     * @param detached why it was detached before the run ended; empty if it was not
     * @param cost what its handlers have cost the run
     */
    public record Callback(
            String id,
            String type,
            Phase phase,
            String origin,
            long calls,
            long dropped,
            Optional<String> detached,
            Cost cost) {}

    /**
     * What the handlers of a callback have cost a run: time in which it could not train. Where events are rare each call is timed and the cost is
     * exact; where they come fast about one in 64 is timed and stands for the others. What {@link Async} handlers do on their own thread is no part.
     *
     * @param time the time of its calls on the thread that trains, estimated
     * @param share {@code time} in relation to the time since train begin, 0 to 1
     * @param error the standard error of {@code share}; 0 if each call was timed
     * @param timed how many calls were timed
     */
    public record Cost(Duration time, double share, double error, long timed) {}
}
