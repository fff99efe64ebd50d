package dev.trackside.plugin.history;

import dev.trackside.TracksideException;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.Section;
import dev.trackside.spi.UsageException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where commands look for the history: what {@code --db} names, else what runs go by: the system property {@code trackside.history.file}, the variable
 * {@code TRACKSIDE_HISTORY_FILE}, {@code plugins.history.file} of the configuration, and where runs write it if nobody says anything.
 *
 * @since 0.1
 */
public final class HistoryFile {

    /** {@code --db FILE}, for the options of a command. */
    public static final Command.Option OPTION = new Command.Option(
            "db",
            "FILE",
            "The history, if it is neither the one that plugins.history.file of the configuration names nor .trackside/history.db");

    private static final String PROPERTY = "trackside.history.file";
    private static final String VARIABLE = "TRACKSIDE_HISTORY_FILE";

    private HistoryFile() {}

    /**
     * The history that a command is meant to read.
     *
     * @param context the context of a command that takes {@link #OPTION}
     * @return a path, whether or not there is a file
     * @throws UsageException if what was given is no path
     */
    public static Path of(CommandContext context) {
        return of(context, System.getProperty(PROPERTY), System.getenv(VARIABLE));
    }

    static Path of(CommandContext context, @Nullable String property, @Nullable String variable) {
        List<String> given = context.option(OPTION.name());
        if (!given.isEmpty()) {
            return path("--db", given.get(given.size() - 1));
        }
        if (property != null) {
            return path("-D" + PROPERTY, property);
        }
        if (variable != null) {
            return path(VARIABLE, variable);
        }
        return configured(context.configuration()).orElseGet(() -> new HistoryRecorder().file);
    }

    private static Path path(String origin, String text) {
        try {
            return Path.of(text.strip());
        } catch (InvalidPathException bad) {
            throw new UsageException("%s %s is no path: %s".formatted(origin, text, bad.getReason()), bad);
        }
    }

    private static Optional<Path> configured(Section configuration) {
        if (!configuration.has("plugins") || !configuration.section("plugins").has("history")) {
            return Optional.empty();
        }
        Section plugins = configuration.section("plugins");
        Section history;
        try {
            history = plugins.section("history");
        } catch (TracksideException noSection) {
            if (isSwitch(plugins)) {
                return Optional.empty(); // it says nothing of a file
            }
            throw noSection;
        }
        return history.file("file");
    }

    /** Whether the plugin is only switched on or off. A section does not tell what a key has without being asked for it. */
    private static boolean isSwitch(Section plugins) {
        try {
            return plugins.flag("history").isPresent();
        } catch (TracksideException noSwitch) {
            return false;
        }
    }
}
