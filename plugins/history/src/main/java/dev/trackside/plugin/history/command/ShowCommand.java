package dev.trackside.plugin.history.command;

import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryFile;
import dev.trackside.plugin.history.RecordedArtifact;
import dev.trackside.plugin.history.RecordedCallback;
import dev.trackside.plugin.history.RecordedFailure;
import dev.trackside.plugin.history.RecordedRun;
import dev.trackside.plugin.history.RecordedSession;
import dev.trackside.plugin.history.RunOverview;
import dev.trackside.plugin.history.RunState;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code trackside runs show}. */
final class ShowCommand implements Command {

    private static final int DECISIONS = 20;

    /** How options without a value are shown. */
    private static final Set<String> NOTHING = Set.of("", "none", "[]", "{}");

    @Override
    public String name() {
        return "show";
    }

    @Override
    public String summary() {
        return "Shows all that is known of a run";
    }

    @Override
    public String arguments() {
        return "RUN...";
    }

    @Override
    public String argumentsSummary() {
        return Call.RUNS;
    }

    @Override
    public List<String> examples() {
        return List.of("trackside runs show last", "trackside runs show digits-20260131 --all");
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("all", "", "Show all decisions, all checkpoints, and options without a value, too"),
                HistoryFile.OPTION,
                Call.JSON);
    }

    @Override
    public int run(CommandContext context) {
        Call call = new Call(context);
        try (History history = call.open()) {
            List<RecordedRun> runs = call.runs(history, 1);
            if (call.has("json")) {
                Map<String, Object> document = Document.begin("runs-show");
                document.put("history", history.file().toString());
                document.put("runs", runs.stream().map(RunDocument::run).toList());
                call.print(document);
                return 0;
            }
            boolean first = true;
            for (RecordedRun run : runs) {
                if (!first) {
                    call.print("");
                }
                first = false;
                show(call, run);
            }
        }
        return 0;
    }

    private static void show(Call call, RecordedRun run) {
        head(call, run);
        metrics(call, run);
        decisions(call, run);
        callbacks(call, run);
        leftBehind(call, run);
        texts(call, "Parameters", run.parameters(), "plugins.");
        texts(call, "Environment", run.environment(), "-");
    }

    private static void head(Call call, RecordedRun run) {
        RunOverview overview = run.overview();
        call.print("%s  %s".formatted(run.id(), Texts.state(overview)));
        run.reason().ifPresent(reason -> call.print("  reason    " + oneLine(reason)));
        RecordedSession last = run.sessions().get(run.sessions().size() - 1);
        if (run.state() == RunState.LOST) {
            call.print("  lost      no sign of life since %s from process %d on %s; it was killed, or its machine was"
                    .formatted(Texts.time(overview.seen()), last.pid(), last.host()));
        } else if (run.state() == RunState.RUNNING) {
            call.print("  running   process %d on %s, last sign of life %s"
                    .formatted(last.pid(), last.host(), Texts.time(overview.seen())));
        }
        call.print("  began     " + Texts.time(run.began()));
        run.ended().ifPresent(ended -> call.print("  ended     " + Texts.time(ended)));
        call.print("  trained   %s, %s, %s"
                .formatted(
                        Texts.duration(overview.elapsed()),
                        Texts.count(run.epochs(), "epoch"),
                        Texts.count(run.steps(), "step")));
        call.print("  engine    " + run.engine() + seed(run));
        call.print("  folder    " + run.folder());
        for (RecordedSession session : run.sessions()) {
            session.resumedFrom()
                    .ifPresent(
                            from -> call.print("  resumed   %s from %s".formatted(Texts.time(session.began()), from)));
        }
        for (RecordedFailure failure : run.failures()) {
            call.print("  failed    %s: %s".formatted(failure.type(), oneLine(failure.message())));
        }
    }

    private static String seed(RecordedRun run) {
        return run.seed().isPresent() ? ", seed " + run.seed().getAsLong() : "";
    }

    private static String oneLine(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private static void metrics(Call call, RecordedRun run) {
        Map<String, Figures.Figure> figures = Figures.of(run);
        if (figures.isEmpty()) {
            return;
        }
        call.print("");
        Table table = new Table(1, List.of("METRIC", "LAST", "BEST", "IN EPOCH"));
        figures.forEach((name, figure) -> table.row(List.of(
                name,
                Texts.number(figure.last()),
                figure.bestEpoch() == 0 ? "" : Texts.number(figure.best()),
                figure.bestEpoch() == 0 ? "" : String.valueOf(figure.bestEpoch()))));
        call.print(table);
    }

    private static void decisions(Call call, RecordedRun run) {
        boolean everything = call.has("all");
        Deque<Decision> shown = new ArrayDeque<>();
        int changes = 0;
        int earlier = 0;
        try (Stream<Decision> decisions = run.decisions()) {
            for (Decision decision : (Iterable<Decision>) decisions::iterator) {
                if (!everything && decision.kind() == Decision.Kind.LEARNING_RATE) {
                    changes++;
                    continue;
                }
                shown.add(decision);
                if (!everything && shown.size() > DECISIONS) {
                    shown.remove();
                    earlier++;
                }
            }
        }
        if (shown.isEmpty() && changes == 0) {
            return;
        }
        call.print("");
        if (!shown.isEmpty()) {
            Table table = new Table(5, List.of("DECISION", "EPOCH", "STEP", "BY", "REASON"));
            for (Decision decision : shown) {
                String effect = decision.effect() == Decision.Effect.TAKEN ? "" : " (" + word(decision.effect()) + ")";
                table.row(List.of(
                        word(decision.kind()) + effect,
                        decision.epoch() < 0 ? "" : String.valueOf(decision.epoch() + 1),
                        String.valueOf(decision.step()),
                        decision.callback(),
                        oneLine(decision.reason())));
            }
            call.print(table);
        }
        if (changes + earlier > 0) {
            call.print("%s%s; --all shows them.".formatted(shown.isEmpty() ? "" : "and ", untold(changes, earlier)));
        }
    }

    private static String untold(int changes, int others) {
        List<String> parts = new ArrayList<>();
        if (others > 0) {
            parts.add(others == 1 ? "an earlier decision" : others + " earlier decisions");
        }
        if (changes > 0) {
            parts.add(changes == 1 ? "a change of the learning rate" : changes + " changes of the learning rate");
        }
        return String.join(", ", parts);
    }

    private static void callbacks(Call call, RecordedRun run) {
        call.print("");
        Table table = new Table(3, List.of("CALLBACK", "PHASE", "VERSION", "CALLS", "COST", "SHARE"));
        List<String> notes = new ArrayList<>();
        for (RecordedCallback callback : run.callbacks()) {
            table.row(List.of(
                    callback.id(),
                    word(callback.phase()),
                    callback.version().orElse(""),
                    String.valueOf(callback.calls()),
                    Texts.duration(callback.cost().time()),
                    Texts.share(callback.cost().share())));
            callback.detached()
                    .ifPresent(why -> notes.add("%s was detached: %s".formatted(callback.id(), oneLine(why))));
            if (callback.dropped() > 0) {
                notes.add("%s did not get %d of its calls".formatted(callback.id(), callback.dropped()));
            }
        }
        call.print(table);
        if (run.state() == RunState.ENDED) {
            call.print("Measured to the end of the training: what was done after it, such as a report, is not in it.");
        }
        notes.forEach(call::print);
        Table options = new Table(2, List.of("OPTION", "VALUE"));
        boolean any = false;
        boolean everything = call.has("all");
        for (RecordedCallback callback : run.callbacks()) {
            for (Map.Entry<String, String> option : callback.options().entrySet()) {
                if (!everything && NOTHING.contains(option.getValue())) {
                    continue;
                }
                any = true;
                options.row(List.of(callback.id() + "." + option.getKey(), option.getValue()));
            }
        }
        if (any) {
            call.print("");
            call.print(options);
        }
    }

    private static void leftBehind(Call call, RecordedRun run) {
        List<Checkpoint> checkpoints = run.checkpoints();
        if (!call.has("all")) {
            Map<String, Checkpoint> last = new LinkedHashMap<>();
            checkpoints.forEach(checkpoint -> last.put(checkpoint.name(), checkpoint));
            checkpoints = List.copyOf(last.values());
        }
        if (!checkpoints.isEmpty()) {
            call.print("");
            Table table = new Table(3, List.of("CHECKPOINT", "EPOCH", "LOCATION"));
            for (Checkpoint checkpoint : checkpoints) {
                table.row(List.of(
                        checkpoint.name(),
                        checkpoint.epoch() < 0 ? "" : String.valueOf(checkpoint.epoch() + 1),
                        checkpoint.location()));
            }
            call.print(table);
        }
        Map<String, RecordedArtifact> newest = new LinkedHashMap<>();
        run.artifacts().forEach(artifact -> newest.put(artifact.name(), artifact));
        Collection<RecordedArtifact> artifacts = newest.values();
        if (!artifacts.isEmpty()) {
            call.print("");
            Table table = new Table(3, List.of("ARTIFACT", "BY", "FILE"));
            artifacts.forEach(artifact -> table.row(List.of(
                    artifact.name(), artifact.callback(), artifact.file().toString())));
            call.print(table);
        }
    }

    private static void texts(Call call, String head, Map<String, String> texts, String unlessStart) {
        Table table = new Table(2, List.of(head.toUpperCase(Locale.ROOT), "VALUE"));
        boolean any = false;
        for (Map.Entry<String, String> text : texts.entrySet()) {
            if (!text.getKey().startsWith(unlessStart)) { // options of plugins were shown
                any = true;
                table.row(List.of(text.getKey(), text.getValue()));
            }
        }
        if (any) {
            call.print("");
            call.print(table);
        }
    }

    private static String word(Enum<?> constant) {
        return RunDocument.word(constant).replace('-', ' ');
    }
}
