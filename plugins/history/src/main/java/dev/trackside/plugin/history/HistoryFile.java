package dev.trackside.plugin.history;

import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.Section;
import dev.trackside.spi.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where commands look for the history: what {@code --db} names, else {@code plugins.history.file} of the configuration, else where runs write it if nobody
 * says anything.
 *
 * @since 0.1
 */
public final class HistoryFile {

    /** {@code --db FILE}, for the options of a command. */
    public static final Command.Option OPTION = new Command.Option(
            "db",
            "FILE",
            "The history, if it is neither the one that plugins.history.file of the configuration names nor .trackside/history.db");

    private HistoryFile() {}

    /**
     * The history that a command is meant to read.
     *
     * @param context the context of a command that takes {@link #OPTION}
     * @return a path, whether or not there is a file
     * @throws UsageException if what was given is no path
     */
    public static Path of(CommandContext context) {
        List<String> given = context.option(OPTION.name());
        if (!given.isEmpty()) {
            String last = given.get(given.size() - 1);
            try {
                return Path.of(last);
            } catch (InvalidPathException bad) {
                throw new UsageException("--db %s is no path: %s".formatted(last, bad.getReason()), bad);
            }
        }
        return configured(context.configuration()).orElseGet(() -> new HistoryRecorder().file);
    }

    private static Optional<Path> configured(Section configuration) {
        if (!configuration.has("plugins") || !configuration.section("plugins").has("history")) {
            return Optional.empty();
        }
        return configuration.section("plugins").section("history").file("file");
    }
}
