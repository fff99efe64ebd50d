package dev.trackside;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checkpoint that is complete on disk.
 *
 * @param name its name within the run, e.g. {@code last}
 * @param location where it is, for people and programs: a path or an address
 * @param requestedBy the id of the callback that asked for it
 * @param event the event after which it was taken, e.g. {@code OnEpochEnd}
 * @param epoch the index of the epoch, from 0; -1 before the first
 * @param step optimizer steps done
 * @param metrics the metrics of that event
 * @param time when it was taken, by the wall clock
 * @since 0.1
 */
public record Checkpoint(
        String name,
        String location,
        String requestedBy,
        String event,
        int epoch,
        long step,
        Map<String, Double> metrics,
        Instant time) {

    /** Copies the metrics. */
    public Checkpoint {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
