package dev.trackside.runtime.checkpoint;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint holds. Values are in plain form, see {@link dev.trackside.spi.StateValues}.
 *
 * @param run what belongs to the run: position, seed, metrics, counters and so on. {@value #CREATED} must be there; {@value #RUN_NAME} is what
 *     {@link CheckpointReader} looks for when it is asked for the last checkpoint of a run; everything else is the business of who writes
 *     and reads it
 * @param callbacks the saved fields by instance id and name of the field
 * @param engine the parts of the engine by name (letters, digits and {@code -}), see {@link dev.trackside.spi.EngineState}
 */
public record CheckpointData(
        Map<String, @Nullable Object> run, Map<String, Map<String, SavedField>> callbacks, Map<String, byte[]> engine) {

    /** The key in {@link #run} of the time at which the checkpoint was taken: an {@link Instant} as text. */
    public static final String CREATED = "created";

    /** The key in {@link #run} of the name of the run, a text. */
    public static final String RUN_NAME = "run-name";

    /**
     * Copies the maps; not what is in them.
     *
     * @throws IllegalArgumentException if {@code run} does not say when it was created
     */
    public CheckpointData {
        run = Collections.unmodifiableMap(new LinkedHashMap<>(run));
        Map<String, Map<String, SavedField>> copy = new LinkedHashMap<>();
        callbacks.forEach((id, fields) -> copy.put(id, Collections.unmodifiableMap(new LinkedHashMap<>(fields))));
        callbacks = Collections.unmodifiableMap(copy);
        engine = Collections.unmodifiableMap(new LinkedHashMap<>(engine));
        instant(run.get(CREATED));
    }

    /**
     * When it was taken.
     *
     * @return the wall clock at that moment
     */
    public Instant created() {
        return instant(run.get(CREATED));
    }

    private static Instant instant(@Nullable Object text) {
        if (text instanceof String instant) {
            try {
                return Instant.parse(instant);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + CREATED + "' is not an instant but " + instant, e);
            }
        }
        throw new IllegalArgumentException("'" + CREATED
                + "' must be the time of the checkpoint as a text such as 2026-01-31T12:00:00Z, not " + text);
    }
}
