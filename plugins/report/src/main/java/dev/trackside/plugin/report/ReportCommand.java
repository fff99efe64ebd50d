package dev.trackside.plugin.report;

import com.google.auto.service.AutoService;
import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryFile;
import dev.trackside.plugin.history.RunOverview;
import dev.trackside.plugin.report.page.ReportPage;
import dev.trackside.plugin.report.plot.Plot;
import dev.trackside.plugin.report.run.RunData;
import dev.trackside.plugin.report.run.RunReader;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code trackside report RUN...}: makes a page of runs that the history knows, several over each other. */
@AutoService(Command.class)
public final class ReportCommand implements Command {

    /** For the {@code ServiceLoader}. */
    public ReportCommand() {}

    @Override
    public String name() {
        return "report";
    }

    @Override
    public String summary() {
        return "Makes an HTML page of recorded runs, several over each other";
    }

    @Override
    public String arguments() {
        return "RUN...";
    }

    @Override
    public String argumentsSummary() {
        return "Each by its id, the beginning of its id, its folder, or last for the newest";
    }

    @Override
    public List<String> examples() {
        return List.of("trackside report last", "trackside report digits-20260131-120000 last --output both.html");
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("output", "FILE", "The page; report-ID.html or report-compared.html if not given"),
                new Option("title", "TEXT", "The heading of the page"),
                HistoryFile.OPTION,
                new Option("plots", "FORMS", "Write pictures too: svg, png, or svg,png"),
                new Option("to", "DIR", "The folder of the pictures; plots beside the page if not given"),
                new Option("metric", "NAME", "The metric of the second picture; accuracy if not given"));
    }

    @Override
    public int run(CommandContext context) throws IOException {
        List<String> arguments = context.arguments();
        if (arguments.isEmpty()) {
            throw new UsageException(
                    "Write: trackside report RUN... A run is its id, the beginning of it, its folder, last, or an exported file. \"trackside runs list\" shows them.");
        }
        Plots plots = plots(context);
        List<RunData> runs = read(arguments, context);
        Path output = output(context, runs);
        String title = last(context, "title");
        ReportPage page = ReportPage.of(runs).made(Instant.now()).title(title == null ? "" : title);
        ReportFiles.page(page, output);
        if (plots != Plots.NONE) {
            plots(context, page, plots, folder(context, output));
        }
        context.console().line("Report: " + output);
        return 0;
    }

    private static void plots(CommandContext context, ReportPage page, Plots plots, Path folder) throws IOException {
        String metric = last(context, "metric");
        Map<String, Plot> pictures = page.plots(metric == null ? "accuracy" : metric);
        Map<String, Path> written = ReportFiles.plots(pictures, plots, folder, context.console()::line);
        if (pictures.isEmpty()) {
            context.console().line("Plots: none, since there is nothing to draw");
        } else if (!written.isEmpty()) {
            context.console().line("Plots: %s in %s".formatted(String.join(", ", written.keySet()), folder));
        }
    }

    /** The runs in the order of their arguments, each once. */
    private static List<RunData> read(List<String> arguments, CommandContext context) {
        List<RunData> runs = new ArrayList<>();
        for (String argument : arguments) {
            Path file = path(argument);
            RunData run = Files.isRegularFile(file) ? exported(file) : recorded(argument, context);
            if (runs.stream().anyMatch(known -> isSame(known, run))) {
                context.console().line(run.id() + " is named more than once and shown once.");
            } else {
                runs.add(run);
            }
        }
        return runs;
    }

    /** Two machines may have given one id. */
    private static boolean isSame(RunData one, RunData other) {
        return one.id().equals(other.id())
                && one.folder().equals(other.folder())
                && one.began().equals(other.began());
    }

    private static RunData recorded(String which, CommandContext context) {
        try (History history = History.open(HistoryFile.of(context))) {
            return RunReader.read(history.run(which));
        }
    }

    private static RunData exported(Path file) {
        try (History history = History.open(file)) {
            List<RunOverview> runs = history.runs();
            if (runs.size() != 1) {
                throw new UsageException(
                        "%s holds %d runs. Write --db %s and which of them.".formatted(file, runs.size(), file));
            }
            return RunReader.read(history.run(runs.get(0).id()));
        }
    }

    private static Path output(CommandContext context, List<RunData> runs) {
        String output = last(context, "output");
        if (output != null) {
            return path(output).toAbsolutePath().normalize();
        }
        String of = runs.size() == 1 ? runs.get(0).id().replaceAll("[^A-Za-z0-9._-]", "_") : "compared";
        return Path.of("report-" + of + ".html").toAbsolutePath();
    }

    private static Path folder(CommandContext context, Path output) {
        String to = last(context, "to");
        return to == null
                ? output.resolveSibling("plots")
                : path(to).toAbsolutePath().normalize();
    }

    private static Plots plots(CommandContext context) {
        String forms = last(context, "plots");
        if (forms == null) {
            if (last(context, "to") != null) {
                throw new UsageException("--to says where pictures go. Say which with --plots svg, png, or svg,png.");
            }
            return Plots.NONE;
        }
        Plots plots = Plots.of(forms);
        if (plots == null) {
            throw new UsageException("--plots is \"%s\". Write svg, png, or svg,png.".formatted(forms));
        }
        return plots;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException bad) {
            throw new UsageException("%s is no path: %s".formatted(text, bad.getReason()), bad);
        }
    }

    private static @Nullable String last(CommandContext context, String option) {
        List<String> values = context.option(option);
        return values.isEmpty() ? null : values.get(values.size() - 1);
    }
}
