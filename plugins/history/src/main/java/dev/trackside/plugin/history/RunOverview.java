package dev.trackside.plugin.history;

import dev.trackside.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A recorded run in short.
 *
 * @param id its id, unique in this history: that of the run, with {@code ~2} and so on if there is another run of that id, which in another folder can be
 * @param name its name
 * @param engine what trained it
 * @param folder the folder of the run, an absolute path; it may be gone
 * @param state whether it is over
 * @param began when it first began to train
 * @param seen when its history was last written
 * @param ended when it ended; empty while it goes on, or if its process was killed
 * @param outcome how it ended
 * @param reason why it ended
 * @param epochs epochs that it has had
 * @param steps optimizer steps that it has made
 * @param elapsed how long it has trained, all sessions together, without what a resume has superseded
 * @param sessions how often it was started
 * @param metrics the metrics of the last epoch, by name
 * @since 0.1
 */
public record RunOverview(
        String id,
        String name,
        String engine,
        Path folder,
        RunState state,
        Instant began,
        Instant seen,
        Optional<Instant> ended,
        Optional<Outcome> outcome,
        Optional<String> reason,
        int epochs,
        long steps,
        Duration elapsed,
        int sessions,
        Map<String, Double> metrics) {

    /** Copies the metrics, in their order. */
    public RunOverview {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }
}
