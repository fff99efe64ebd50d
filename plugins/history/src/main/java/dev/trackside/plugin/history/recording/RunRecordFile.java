package dev.trackside.plugin.history.recording;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The current session of {@code run.json}, which the runtime writes before train begin where a folder is meant: it knows the seed, and the sums, versions and
 * options of callbacks, which a callback cannot ask a run for. What it does not say is not known.
 *
 * @param seed the seed
 * @param environment facts about the process
 * @param callbacks what it says of each callback, by id
 */
record RunRecordFile(@Nullable Long seed, Map<String, String> environment, Map<String, Map<?, ?>> callbacks) {

    private static final RunRecordFile NONE = new RunRecordFile(null, Map.of(), Map.of());
    private static final long MAX_BYTES = 64L << 20;

    /** Reads it; nothing is known if it is not there, cannot be read or is of another run or an earlier session. */
    static RunRecordFile of(Path folder, String run) {
        Path file = folder.resolve("run.json");
        Map<String, Object> json;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return NONE;
            }
            json = JSON.std.mapFrom(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            return NONE; // the runtime, whose file it is, warns of it
        }
        if (run.equals(json.get("id"))
                && json.get("sessions") instanceof List<?> sessions
                && !sessions.isEmpty()
                && sessions.get(sessions.size() - 1) instanceof Map<?, ?> session
                && session.get("ended") == null) {
            return of(session);
        }
        return NONE;
    }

    private static RunRecordFile of(Map<?, ?> session) {
        Map<String, Map<?, ?>> callbacks = new LinkedHashMap<>();
        if (session.get("plugins") instanceof Map<?, ?> plugins
                && plugins.get("attached") instanceof List<?> attached) {
            for (Object one : attached) {
                if (one instanceof Map<?, ?> callback) {
                    callbacks.put(String.valueOf(callback.get("id")), callback);
                }
            }
        }
        Long seed = session.get("seed") instanceof Number number ? number.longValue() : null;
        return new RunRecordFile(seed, texts(session.get("environment")), callbacks);
    }

    /** What it says of a callback; null if it does not. */
    @Nullable
    String text(String callback, String key) {
        Map<?, ?> facts = callbacks.get(callback);
        Object value = facts == null ? null : facts.get(key);
        return value == null ? null : value.toString();
    }

    /** The options of a callback; null if it does not know the callback. */
    @Nullable
    Map<String, String> options(String callback) {
        Map<?, ?> facts = callbacks.get(callback);
        return facts == null ? null : texts(facts.get("options"));
    }

    private static Map<String, String> texts(@Nullable Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> texts.put(String.valueOf(key), String.valueOf(text)));
        }
        return texts;
    }
}
