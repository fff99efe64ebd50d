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
     * @param detached why it was detached before the run ended; empty if it was not
     */
    public record Callback(String id, String type, Phase phase, String origin, long calls, Optional<String> detached) {}
}
