package dev.trackside.plugin.history.command;

import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryFile;
import dev.trackside.plugin.history.RunOverview;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.UsageException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** {@code trackside runs list}. */
final class ListCommand implements Command {

    private static final List<String> FIRST = List.of("val_loss", "val_accuracy", "loss", "accuracy");
    private static final Set<String> SELDOM_WANTED = Set.of(
            "lr",
            "epoch_seconds",
            "examples_per_second",
            // What resources measures
            "cpu",
            "system_cpu",
            "heap_used",
            "heap_max",
            "native_memory",
            "gc_seconds",
            "gc_count",
            "threads",
            "disk_free");
    private static final int SHOWN_METRICS = 6;

    @Override
    public String name() {
        return "list";
    }

    @Override
    public String summary() {
        return "Lists recorded runs with the metrics of their last epoch";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("name", "NAME", "Only runs of this name; * stands for any letters"),
                new Option("engine", "ENGINE", "Only runs of this engine"),
                new Option(
                        "outcome",
                        "OUTCOME...",
                        "Only completed, stopped, left, interrupted, failed, running, lost or unrecorded runs"),
                new Option("since", "TIME", "Only runs that began since, as in 7d, 12h, 2026-01-31"),
                new Option("where", "CONDITION...", "Only runs of which it holds, as in val_loss<0.1 or epochs>=5"),
                new Option(
                        "sort",
                        "KEY",
                        "A metric, or began, ended, id, name, engine, state, epochs, steps, seconds; :asc or :desc behind it turns it"),
                new Option("limit", "N", "At most so many runs"),
                new Option("metric", "NAME...", "A metric to show, in place of the usual ones"),
                HistoryFile.OPTION,
                Call.JSON);
    }

    @Override
    public List<String> examples() {
        return List.of(
                "trackside runs list --where 'val_loss<0.1' --sort val_loss",
                "trackside runs list --since 7d --limit 10");
    }

    @Override
    public int run(CommandContext context) {
        Call call = new Call(context);
        try (History history = call.open()) {
            List<RunOverview> all = history.runs();
            List<RunOverview> runs = chosen(call, all);
            if (call.has("json")) {
                Map<String, Object> document = Document.begin("runs-list");
                document.put("history", history.file().toString());
                document.put("runs", runs.stream().map(RunDocument::overview).toList());
                call.print(document);
            } else if (runs.isEmpty()) {
                call.print(
                        all.isEmpty()
                                ? "There are no runs in %s.".formatted(history.file())
                                : "None of the %d runs in %s is like that.".formatted(all.size(), history.file()));
            } else {
                call.print(table(call, runs));
            }
        }
        return 0;
    }

    private static List<RunOverview> chosen(Call call, List<RunOverview> all) {
        List<Predicate<RunOverview>> filters = new ArrayList<>();
        call.value("name").ifPresent(name -> {
            Predicate<String> fits = glob(name);
            filters.add(run -> fits.test(run.name()));
        });
        call.value("engine").ifPresent(engine -> filters.add(run -> run.engine().equals(engine)));
        List<String> outcomes =
                call.values("outcome").stream().map(ListCommand::outcome).toList();
        if (!outcomes.isEmpty()) {
            filters.add(run -> outcomes.contains(Texts.state(run)));
        }
        call.value("since").ifPresent(since -> {
            Instant from = Since.of(since, Instant.now());
            filters.add(run -> !run.began().isBefore(from));
        });
        for (String condition : call.values("where")) {
            Condition where = Condition.of(condition);
            checkFigure(where.figure(), all);
            filters.add(where::holds);
        }
        String sort = call.value("sort").orElse("began");
        Sorting.metric(sort).ifPresent(metric -> checkFigure(metric, all));
        long limit = call.value("limit").map(ListCommand::limit).orElse(Long.MAX_VALUE);
        return all.stream()
                .filter(filters.stream().reduce(run -> true, Predicate::and))
                .sorted(Sorting.of(sort))
                .limit(limit)
                .toList();
    }

    private static Predicate<String> glob(String name) {
        String regex = Pattern.compile("\\*")
                .splitAsStream(name + "\0")
                .map(Pattern::quote)
                .collect(Collectors.joining(".*"));
        return Pattern.compile(regex.replace("\0", "")).asMatchPredicate();
    }

    private static String outcome(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        List<String> words =
                List.of("completed", "stopped", "left", "interrupted", "failed", "running", "lost", "unrecorded");
        if (!words.contains(word)) {
            throw new UsageException("--outcome %s is none of %s.".formatted(text, String.join(", ", words)));
        }
        return word;
    }

    private static long limit(String text) {
        try {
            long limit = Long.parseLong(text);
            if (limit > 0) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            throw new UsageException("--limit %s is no number.".formatted(text), noNumber);
        }
        throw new UsageException("--limit is a number from 1, not %s.".formatted(text));
    }

    /** A name that no run knows is more likely misspelled than meant. */
    private static void checkFigure(String name, List<RunOverview> all) {
        if (List.of("epochs", "steps", "seconds").contains(name) || all.isEmpty()) {
            return;
        }
        Set<String> known = new TreeSet<>();
        all.forEach(run -> known.addAll(run.metrics().keySet()));
        if (!known.contains(name)) {
            throw new UsageException(
                    "No run has the metric %s. There are %s.".formatted(name, String.join(", ", known)));
        }
    }

    private static Table table(Call call, List<RunOverview> runs) {
        List<String> metrics = metrics(call, runs);
        List<String> heads = new ArrayList<>(List.of("RUN", "STATE", "BEGAN", "TIME", "EPOCHS"));
        metrics.forEach(heads::add);
        Table table = new Table(3, heads);
        for (RunOverview run : runs) {
            List<String> cells = new ArrayList<>(List.of(
                    run.id(),
                    Texts.state(run),
                    Texts.time(run.began()),
                    Texts.duration(run.elapsed()),
                    String.valueOf(run.epochs())));
            for (String metric : metrics) {
                Optional<Double> value = Optional.ofNullable(run.metrics().get(metric));
                cells.add(value.map(Texts::number).orElse(""));
            }
            table.row(cells);
        }
        return table;
    }

    /** What was asked about comes first, then what most people look at. */
    private static List<String> metrics(Call call, List<RunOverview> runs) {
        Set<String> known = new LinkedHashSet<>();
        runs.forEach(run -> known.addAll(run.metrics().keySet()));
        Set<String> shown = new LinkedHashSet<>(call.values("metric"));
        boolean chosen = !shown.isEmpty();
        call.value("sort").flatMap(Sorting::metric).ifPresent(shown::add);
        call.values("where")
                .forEach(condition -> shown.add(Condition.of(condition).figure()));
        if (!chosen) {
            shown.addAll(FIRST);
            known.stream().filter(name -> !SELDOM_WANTED.contains(name)).forEach(shown::add);
        }
        return shown.stream()
                .filter(known::contains)
                .limit(chosen ? shown.size() : SHOWN_METRICS)
                .toList();
    }
}
