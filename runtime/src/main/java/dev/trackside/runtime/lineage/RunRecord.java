package dev.trackside.runtime.lineage;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.trackside.TracksideException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of a run, {@code run.json} in its folder. A run that was resumed has a session for each time that it was started.
 *
 * @param id the id of the run
 * @param name its name
 * @param engine the engine that trained it; {@code loop} for an own loop
 * @param sessions what it was started with each time, in order
 */
public record RunRecord(String id, String name, String engine, List<Session> sessions) {

    /** The name of the file in the folder of a run. */
    public static final String FILE = "run.json";

    /** The layout that is written, and the newest that is read. */
    public static final int VERSION = 1;

    private static final String FORMAT = "trackside-run";
    private static final long MAX_BYTES = 64L << 20;
    private static final JSON PRETTY =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    /**
     * One start of the run and what came of it.
     *
     * @param began when train begin was near
     * @param ended when it was over; null if it is going on, or its process was killed
     * @param outcome how it ended, as {@link dev.trackside.Outcome} names it; null as {@code ended}
     * @param reason why, in words; null if nobody said
     * @param resumedFrom the checkpoint that it went on from; null if it began anew
     * @param epochs epochs that the run has had at the end of the session
     * @param steps steps, likewise
     * @param seed the seed
     * @param environment facts about the process: {@code java}, {@code trackside}, {@code os}, {@code trust}, {@code mode}
     * @param parameters the configuration, secrets masked
     * @param plugins the callbacks
     */
    public record Session(
            Instant began,
            @Nullable Instant ended,
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable String resumedFrom,
            long epochs,
            long steps,
            long seed,
            Map<String, String> environment,
            Map<String, String> parameters,
            PluginSet plugins) {

        /** Copies the maps, in their order. */
        public Session {
            environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
            parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }

        private Map<String, @Nullable Object> toPlain() {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            plain.put("began", began.toString());
            plain.put("ended", ended == null ? null : ended.toString());
            plain.put("outcome", outcome);
            plain.put("reason", reason);
            plain.put("resumed-from", resumedFrom);
            plain.put("epochs", epochs);
            plain.put("steps", steps);
            plain.put("seed", seed);
            plain.put("environment", environment);
            plain.put("parameters", parameters);
            plain.put("plugins", plugins.toPlain());
            return plain;
        }

        private static Session of(Map<?, ?> plain) {
            String ended = text(plain, "ended");
            return new Session(
                    Instant.parse(String.valueOf(plain.get("began"))),
                    ended == null ? null : Instant.parse(ended),
                    text(plain, "outcome"),
                    text(plain, "reason"),
                    text(plain, "resumed-from"),
                    number(plain, "epochs"),
                    number(plain, "steps"),
                    number(plain, "seed"),
                    texts(plain.get("environment")),
                    texts(plain.get("parameters")),
                    PluginSet.of(plain.get("plugins")));
        }
    }

    /** Copies the list. */
    public RunRecord {
        sessions = List.copyOf(sessions);
    }

    /**
     * The last session.
     *
     * @return what the run was started with last
     */
    public Session last() {
        return sessions.get(sessions.size() - 1);
    }

    /**
     * Reads a record.
     *
     * @param file the file
     * @return what it says
     * @throws IOException if it cannot be read
     * @throws TracksideException if it is no record that this version knows
     */
    public static RunRecord read(Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new TracksideException("%s is larger than a record of a run can be.".formatted(file));
        }
        Map<String, Object> json;
        try {
            json = JSON.std.mapFrom(Files.readAllBytes(file));
        } catch (com.fasterxml.jackson.core.JacksonException bad) {
            throw new TracksideException("%s is no record of a run: it is no JSON object.".formatted(file), bad);
        }
        if (!FORMAT.equals(json.get("format")) || !(json.get("version") instanceof Integer version)) {
            throw new TracksideException(
                    "%s is no record of a run: its format is %s, not %s.".formatted(file, json.get("format"), FORMAT));
        }
        if (version > VERSION) {
            throw new TracksideException("%s is a record in version %d, and this Trackside reads versions up to %d."
                    .formatted(file, version, VERSION));
        }
        List<Session> sessions = new ArrayList<>();
        try {
            if (json.get("sessions") instanceof List<?> list) {
                for (Object one : list) {
                    if (one instanceof Map<?, ?> session) {
                        sessions.add(Session.of(session));
                    }
                }
            }
        } catch (DateTimeException bad) {
            throw new TracksideException("%s is damaged: a time in it is none.".formatted(file), bad);
        }
        if (sessions.isEmpty()) {
            throw new TracksideException("%s is damaged: it has no session.".formatted(file));
        }
        return new RunRecord(
                String.valueOf(json.get("id")),
                String.valueOf(json.get("name")),
                String.valueOf(json.get("engine")),
                sessions);
    }

    /**
     * Writes it, aside first.
     *
     * @param file the file
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("version", VERSION);
        json.put("id", id);
        json.put("name", name);
        json.put("engine", engine);
        json.put("sessions", sessions.stream().map(Session::toPlain).toList());
        FilesAside.write(file, PRETTY.asBytes(json));
    }

    private static @Nullable String text(Map<?, ?> plain, String key) {
        Object value = plain.get(key);
        return value == null ? null : value.toString();
    }

    private static long number(Map<?, ?> plain, String key) {
        return plain.get(key) instanceof Number number ? number.longValue() : 0;
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
        }
        return texts;
    }
}
