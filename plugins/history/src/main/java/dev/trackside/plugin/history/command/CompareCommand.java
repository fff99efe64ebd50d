package dev.trackside.plugin.history.command;

import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryFile;
import dev.trackside.plugin.history.RecordedCallback;
import dev.trackside.plugin.history.RecordedRun;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code trackside runs compare}. */
final class CompareCommand implements Command {

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String summary() {
        return "Shows the metrics of runs side by side, and what else differs between them";
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
        return List.of("trackside runs compare digits-20260131-120000 last");
    }

    @Override
    public List<Option> options() {
        return List.of(HistoryFile.OPTION, Call.JSON);
    }

    @Override
    public int run(CommandContext context) {
        Call call = new Call(context);
        try (History history = call.open()) {
            List<RecordedRun> runs = call.runs(history, 2);
            Map<String, List<String>> metrics = metrics(runs);
            Map<String, Map<String, List<@Nullable String>>> differences = new LinkedHashMap<>();
            differences.put("parameters", differing(runs, run -> ofNoPlugin(run.parameters())));
            differences.put("options", differing(runs, run -> options(run, inAll(runs))));
            differences.put("callbacks", differing(runs, CompareCommand::callbacks));
            differences.put("environment", differing(runs, RecordedRun::environment));
            if (call.has("json")) {
                print(call, history, runs, differences);
            } else {
                print(call, runs, metrics, differences);
            }
        }
        return 0;
    }

    private static Map<String, List<String>> metrics(List<RecordedRun> runs) {
        List<Map<String, Figures.Figure>> figures =
                runs.stream().map(Figures::of).toList();
        Set<String> names = new LinkedHashSet<>();
        figures.forEach(one -> names.addAll(one.keySet()));
        Map<String, List<String>> rows = new LinkedHashMap<>();
        rows.put("state", cells(runs, run -> Texts.state(run.overview())));
        rows.put("time", cells(runs, run -> Texts.duration(run.overview().elapsed())));
        rows.put("epochs", cells(runs, run -> String.valueOf(run.epochs())));
        for (String name : names) {
            List<String> last = new ArrayList<>();
            List<String> best = new ArrayList<>();
            boolean hasBest = false;
            for (Map<String, Figures.Figure> one : figures) {
                Figures.Figure figure = one.get(name);
                last.add(figure == null ? "" : Texts.number(figure.last()));
                boolean there = figure != null && figure.bestEpoch() > 0;
                hasBest |= there;
                best.add(
                        figure == null || !there
                                ? ""
                                : "%s (%d)".formatted(Texts.number(figure.best()), figure.bestEpoch()));
            }
            rows.put(name, last);
            if (hasBest) {
                rows.put(name + ", best (epoch)", best);
            }
        }
        return rows;
    }

    private static List<String> cells(List<RecordedRun> runs, Function<RecordedRun, String> of) {
        return runs.stream().map(of).toList();
    }

    private static Map<String, String> ofNoPlugin(Map<String, String> parameters) {
        Map<String, String> own = new LinkedHashMap<>(parameters);
        own.keySet().removeIf(name -> name.startsWith("plugins."));
        return own;
    }

    private static Set<String> inAll(List<RecordedRun> runs) {
        Set<String> ids = new HashSet<>(callbacks(runs.get(0)).keySet());
        runs.forEach(run -> ids.retainAll(callbacks(run).keySet()));
        return ids;
    }

    /** Of callbacks that all runs have; that one is missing says enough of its options. */
    private static Map<String, String> options(RecordedRun run, Set<String> ids) {
        Map<String, String> options = new LinkedHashMap<>();
        for (RecordedCallback callback : run.callbacks()) {
            if (ids.contains(callback.id())) {
                callback.options().forEach((name, value) -> options.put(callback.id() + "." + name, value));
            }
        }
        return options;
    }

    private static Map<String, String> callbacks(RecordedRun run) {
        Map<String, String> callbacks = new LinkedHashMap<>();
        for (RecordedCallback callback : run.callbacks()) {
            String sum = callback.sha256()
                    .map(sha256 -> " " + sha256.substring(0, Math.min(12, sha256.length())))
                    .orElse("");
            callbacks.put(callback.id(), callback.version().orElse("there") + sum);
        }
        return callbacks;
    }

    /** Names whose values are not the same in all runs; null where a run has none. */
    private static Map<String, List<@Nullable String>> differing(
            List<RecordedRun> runs, Function<RecordedRun, Map<String, String>> of) {
        List<Map<String, String>> all = runs.stream().map(of).toList();
        Set<String> names = new LinkedHashSet<>();
        all.forEach(one -> names.addAll(one.keySet()));
        Map<String, List<@Nullable String>> differing = new LinkedHashMap<>();
        for (String name : names) {
            List<@Nullable String> values = new ArrayList<>();
            all.forEach(one -> values.add(one.get(name)));
            if (new HashSet<>(values).size() > 1) {
                differing.put(name, values);
            }
        }
        return differing;
    }

    private static void print(
            Call call,
            List<RecordedRun> runs,
            Map<String, List<String>> metrics,
            Map<String, Map<String, List<@Nullable String>>> differences) {
        RunHeads heads = RunHeads.of(runs.stream().map(RecordedRun::id).toList(), some -> Stream.concat(
                        Stream.of(metrics), differences.values().stream().filter(rows -> !rows.isEmpty()))
                .allMatch(rows -> table(some, rows).showsHeads(call.width())));
        if (!heads.legend().isEmpty()) {
            heads.legend().forEach(call::print);
            call.print("");
        }
        call.print(table(heads.heads(), metrics));
        boolean any = false;
        for (Map.Entry<String, Map<String, List<@Nullable String>>> group : differences.entrySet()) {
            if (!group.getValue().isEmpty()) {
                any = true;
                call.print("");
                call.print("Different " + group.getKey() + ":");
                call.print(table(heads.heads(), group.getValue()));
            }
        }
        if (!any) {
            call.print("");
            call.print("Parameters, options, callbacks and environment are the same.");
        }
    }

    private static Table table(List<String> runs, Map<String, ? extends List<? extends @Nullable String>> rows) {
        List<String> heads = row("", runs);
        Table table = new Table(heads.size(), heads);
        rows.forEach((name, values) -> table.row(row(name, values)));
        return table;
    }

    private static List<String> row(String name, List<? extends @Nullable String> values) {
        List<String> cells = new ArrayList<>(List.of(name));
        values.forEach(value -> cells.add(value == null ? "-" : value));
        return cells;
    }

    private static void print(
            Call call,
            History history,
            List<RecordedRun> runs,
            Map<String, Map<String, List<@Nullable String>>> differences) {
        Map<String, Object> document = Document.begin("runs-compare");
        document.put("history", history.file().toString());
        document.put("runs", runs.stream().map(RunDocument::run).toList());
        document.put("differences", differences);
        call.print(document);
    }
}
