package dev.trackside.plugin.history;

import dev.trackside.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * One start of a recorded run. A run that was never resumed has one.
 *
 * @param number its number, from 1
 * @param began when training began, by the wall clock
 * @param seen when its history was last written: a sign of life
 * @param ended train end; empty while it goes on, or if its process was killed
 * @param state whether it is over
 * @param outcome how it ended
 * @param reason why it ended
 * @param seed the seed, if the run or its record tells it
 * @param plannedEpochs how many epochs it was meant to have
 * @param everyBatches 1 if each batch is recorded, n if each n-th of an epoch is, 0 if none
 * @param epochs epochs that the run had had when the session was last heard of
 * @param steps optimizer steps, likewise
 * @param elapsed how long the session has trained
 * @param host the name of its machine
 * @param pid the id of its process there
 * @param resumedFrom where the checkpoint is that it went on from; empty if it began anew
 * @param parameters the configuration, secrets masked
 * @param environment facts about the machine and the process, e.g. {@code java}, {@code os}, {@code cpus}
 * @param callbacks the callbacks, in the order of calls
 * @since 0.1
 */
public record RecordedSession(
        int number,
        Instant began,
        Instant seen,
        Optional<Instant> ended,
        RunState state,
        Optional<Outcome> outcome,
        Optional<String> reason,
        OptionalLong seed,
        OptionalInt plannedEpochs,
        int everyBatches,
        int epochs,
        long steps,
        Duration elapsed,
        String host,
        long pid,
        Optional<String> resumedFrom,
        Map<String, String> parameters,
        Map<String, String> environment,
        List<RecordedCallback> callbacks) {

    /** Copies the collections, in their order. */
    public RecordedSession {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        callbacks = List.copyOf(callbacks);
    }
}
