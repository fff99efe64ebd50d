package dev.trackside.plugin.history;

import dev.trackside.Outcome;
import dev.trackside.TracksideException;
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

    /** A writer gives a sign of life each five seconds. */
    private static final Duration SILENCE = Duration.ofMinutes(1);

    /** Copies the metrics, in their order. */
    public RunOverview {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /**
     * Makes sure that the run is over. One that is {@link RunState#LOST} counts as over only after a minute of silence: its process may be one that is not seen from
     * here, such as that of a container with the same host name.
     *
     * @throws TracksideException in words, if it is going on, or may be
     */
    public void checkOver() {
        if (state == RunState.RUNNING) {
            throw new TracksideException(
                    "The run %s is going on. Interrupt it first, or wait for its end.".formatted(id));
        }
        if (state == RunState.LOST && isRecent(seen)) {
            throw new TracksideException(
                    "The run %s has given a sign of life within the last minute, so it may be going on, though its process is not seen from here. Wait a minute."
                            .formatted(id));
        }
    }

    static boolean isRecent(Instant seen) {
        return Duration.between(seen, Instant.now()).compareTo(SILENCE) <= 0;
    }
}
