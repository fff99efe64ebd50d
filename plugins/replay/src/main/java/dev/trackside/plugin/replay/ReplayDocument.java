package dev.trackside.plugin.replay;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.trackside.Decision;
import dev.trackside.Run;
import dev.trackside.plugin.history.RecordedRun;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a replay has shown, for programs.
 *
 * @param record the run that was played back
 * @param replay the replay
 * @param with what {@code --with} said
 * @param notes what keeps the replay from being the run
 * @param brokenOff what says that the record breaks off, if it does
 * @param verdict the decisions
 */
record ReplayDocument(
        RecordedRun record,
        Run replay,
        List<String> with,
        List<String> notes,
        Optional<String> brokenOff,
        Verdict verdict) {

    /** Goes up when a field changes its meaning or goes. */
    private static final int VERSION = 1;

    String json() throws IOException {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema-version", VERSION);
        document.put("kind", "replay");
        document.put("run", record.id());
        document.put("with", with);
        document.put("notes", notes);
        brokenOff.ifPresent(where -> document.put("broken-off", where));
        document.put("same", verdict.isTheSame());
        document.put("record", ending(record.outcome().map(Enum::name), record.epochs(), record.steps()));
        document.put(
                "replay",
                ending(
                        replay.outcome().map(Enum::name),
                        replay.summary().epochs(),
                        replay.summary().steps()));
        document.put(
                "decisions",
                verdict.entries().stream().map(ReplayDocument::plain).toList());
        return JSON.std
                .with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES)
                .asString(document);
    }

    private static Map<String, Object> ending(Optional<String> outcome, int epochs, long steps) {
        Map<String, Object> ending = new LinkedHashMap<>();
        outcome.ifPresent(name -> ending.put("outcome", name.toLowerCase(Locale.ROOT)));
        ending.put("epochs", epochs);
        ending.put("steps", steps);
        return ending;
    }

    private static Map<String, @Nullable Object> plain(Verdict.Entry entry) {
        Decision decision = entry.decision();
        Map<String, @Nullable Object> plain = new LinkedHashMap<>();
        plain.put("where", entry.where().name().toLowerCase(Locale.ROOT));
        plain.put("callback", decision.callback());
        plain.put("kind", decision.kind().name().toLowerCase(Locale.ROOT));
        plain.put("effect", decision.effect().name().toLowerCase(Locale.ROOT));
        plain.put("reason", decision.reason());
        decision.cause().ifPresent(cause -> plain.put("cause", cause));
        plain.put("event", decision.event());
        plain.put("epoch", decision.epoch() < 0 ? null : decision.epoch() + 1);
        plain.put("step", decision.step());
        Map<String, Object> metrics = new LinkedHashMap<>();
        decision.metrics()
                .forEach((name, value) -> metrics.put(name, Double.isFinite(value) ? value : String.valueOf(value)));
        plain.put("metrics", metrics);
        return plain;
    }
}
