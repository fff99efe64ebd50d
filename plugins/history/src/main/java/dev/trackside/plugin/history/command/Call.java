package dev.trackside.plugin.history.command;

import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryFile;
import dev.trackside.plugin.history.RecordedRun;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all sub-commands take. */
final class Call {

    static final Command.Option JSON = new Command.Option("json", "", "Print JSON in place of text");

    static final String RUNS = "Each by its id, the beginning of its id, its folder, or last for the newest";

    private final CommandContext context;

    Call(CommandContext context) {
        this.context = context;
    }

    History open() {
        return History.open(HistoryFile.of(context));
    }

    static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException bad) {
            throw new UsageException("%s is no path: %s".formatted(text, bad.getReason()), bad);
        }
    }

    boolean has(String option) {
        return !context.option(option).isEmpty();
    }

    /** The value of an option that may be given once; the last one if it was given more often. */
    Optional<String> value(String option) {
        List<String> values = context.option(option);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(values.size() - 1));
    }

    List<String> values(String option) {
        return context.option(option);
    }

    /** The runs that the arguments name, each once. */
    List<RecordedRun> runs(History history, int atLeast) {
        List<String> arguments = context.arguments();
        if (arguments.size() < atLeast) {
            throw new UsageException(
                    atLeast == 1
                            ? "Name a run: its id, the beginning of its id, its folder, or last."
                            : "Name %d runs or more: each by its id, the beginning of its id, its folder, or last."
                                    .formatted(atLeast));
        }
        List<RecordedRun> runs = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (String argument : arguments) {
            RecordedRun run = history.run(argument);
            if (!ids.contains(run.id())) {
                ids.add(run.id());
                runs.add(run);
            }
        }
        if (runs.size() < atLeast) {
            throw new UsageException("These are one and the same run, %s. Name another one.".formatted(ids.get(0)));
        }
        return runs;
    }

    void print(String line) {
        context.console().line(line);
    }

    void print(Table table) {
        table.lines(width()).forEach(this::print);
    }

    void print(Map<String, Object> document) {
        Document.text(document).lines().forEach(this::print);
    }

    /** Columns to be filled: those of a terminal; elsewhere lines may be of any length. */
    int width() {
        return context.console().interactive() ? context.console().width() : Integer.MAX_VALUE;
    }
}
