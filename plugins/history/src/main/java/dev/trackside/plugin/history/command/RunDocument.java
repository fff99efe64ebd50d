package dev.trackside.plugin.history.command;

import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.plugin.history.RecordedArtifact;
import dev.trackside.plugin.history.RecordedCallback;
import dev.trackside.plugin.history.RecordedEvent;
import dev.trackside.plugin.history.RecordedFailure;
import dev.trackside.plugin.history.RecordedRun;
import dev.trackside.plugin.history.RecordedSession;
import dev.trackside.plugin.history.RunOverview;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs as maps and lists. Times are ISO 8601, epochs and batches numbers from 1 as in csv and jsonl, words small. */
final class RunDocument {

    private RunDocument() {}

    static Map<String, @Nullable Object> overview(RunOverview run) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", run.id());
        json.put("name", run.name());
        json.put("engine", run.engine());
        json.put("folder", run.folder().toString());
        json.put("state", Texts.word(run.state()));
        json.put("outcome", run.outcome().map(RunDocument::word).orElse(null));
        json.put("reason", run.reason().orElse(null));
        json.put("began", run.began().toString());
        json.put("seen", run.seen().toString());
        json.put("ended", time(run.ended()));
        json.put("epochs", run.epochs());
        json.put("steps", run.steps());
        json.put("seconds", run.elapsed().toNanos() / 1e9);
        json.put("session-count", run.sessions());
        json.put("metrics", run.metrics());
        return json;
    }

    /** All but the events, and the texts of tables. */
    static Map<String, @Nullable Object> run(RecordedRun run) {
        Map<String, @Nullable Object> json = overview(run.overview());
        json.put("seed", run.seed().isPresent() ? run.seed().getAsLong() : null);
        json.put("sessions", run.sessions().stream().map(RunDocument::session).toList());
        Map<String, Object> figures = new LinkedHashMap<>();
        Figures.of(run).forEach((name, figure) -> {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("last", figure.last());
            one.put("best", figure.bestEpoch() == 0 ? null : figure.best());
            one.put("best-epoch", figure.bestEpoch() == 0 ? null : figure.bestEpoch());
            figures.put(name, one);
        });
        json.put("figures", figures);
        // Read as they are written, as they may be millions.
        Iterable<Map<String, @Nullable Object>> decisions =
                () -> run.decisions().map(RunDocument::decision).iterator();
        json.put("decisions", decisions);
        json.put(
                "checkpoints",
                run.checkpoints().stream().map(RunDocument::checkpoint).toList());
        json.put(
                "artifacts", run.artifacts().stream().map(RunDocument::artifact).toList());
        json.put("failures", run.failures().stream().map(RunDocument::failure).toList());
        return json;
    }

    private static Map<String, @Nullable Object> session(RecordedSession session) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("number", session.number());
        json.put("began", session.began().toString());
        json.put("seen", session.seen().toString());
        json.put("ended", time(session.ended()));
        json.put("state", Texts.word(session.state()));
        json.put("outcome", session.outcome().map(RunDocument::word).orElse(null));
        json.put("reason", session.reason().orElse(null));
        json.put("resumed-from", session.resumedFrom().orElse(null));
        json.put("host", session.host());
        json.put("pid", session.pid());
        json.put("every-batches", session.everyBatches());
        json.put("parameters", session.parameters());
        json.put("environment", session.environment());
        json.put(
                "callbacks",
                session.callbacks().stream().map(RunDocument::callback).toList());
        return json;
    }

    private static Map<String, @Nullable Object> callback(RecordedCallback callback) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("id", callback.id());
        json.put("plugin", callback.plugin());
        json.put("class", callback.type());
        json.put("phase", word(callback.phase()));
        json.put("origin", callback.origin());
        json.put("version", callback.version().orElse(null));
        json.put("sha256", callback.sha256().orElse(null));
        json.put("why", callback.why().orElse(null));
        json.put("options", callback.options());
        json.put("calls", callback.calls());
        json.put("dropped", callback.dropped());
        json.put("detached", callback.detached().orElse(null));
        json.put("cost-seconds", callback.cost().time().toNanos() / 1e9);
        json.put("cost-share", callback.cost().share());
        return json;
    }

    private static Map<String, @Nullable Object> decision(Decision decision) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("time", decision.time().toString());
        json.put("callback", decision.callback());
        json.put("kind", word(decision.kind()));
        json.put("effect", word(decision.effect()));
        json.put("reason", decision.reason());
        json.put("cause", decision.cause().orElse(null));
        json.put("at", decision.event());
        json.put("epoch", decision.epoch() < 0 ? null : decision.epoch() + 1);
        json.put("step", decision.step());
        json.put("metrics", decision.metrics());
        return json;
    }

    private static Map<String, @Nullable Object> checkpoint(Checkpoint checkpoint) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("time", checkpoint.time().toString());
        json.put("name", checkpoint.name());
        json.put("location", checkpoint.location());
        json.put("requested-by", checkpoint.requestedBy());
        json.put("at", checkpoint.event());
        json.put("epoch", checkpoint.epoch() < 0 ? null : checkpoint.epoch() + 1);
        json.put("step", checkpoint.step());
        json.put("metrics", checkpoint.metrics());
        return json;
    }

    private static Map<String, @Nullable Object> artifact(RecordedArtifact artifact) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("time", artifact.time().toString());
        json.put("name", artifact.name());
        json.put("kind", word(artifact.kind()));
        json.put("file", artifact.file().toString());
        json.put("callback", artifact.callback());
        json.put("step", artifact.step());
        json.put("text", artifact.text().orElse(null));
        return json;
    }

    private static Map<String, @Nullable Object> failure(RecordedFailure failure) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("time", failure.time().toString());
        json.put("type", failure.type());
        json.put("message", failure.message());
        json.put("step", failure.step());
        json.put("stack", failure.stack());
        return json;
    }

    static Map<String, @Nullable Object> event(RecordedEvent event) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("kind", word(event.kind()));
        json.put("epoch", event.epoch() + 1);
        json.put("batch", event.batch() < 0 ? null : event.batch() + 1);
        json.put("step", event.step());
        json.put("seconds", event.elapsedNanos() / 1e9);
        json.put("examples", event.examples());
        json.put("skipped", event.skipped());
        json.put("complete", event.complete());
        json.put("metrics", event.metrics());
        return json;
    }

    private static @Nullable String time(Optional<Instant> time) {
        return time.map(Instant::toString).orElse(null);
    }

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
