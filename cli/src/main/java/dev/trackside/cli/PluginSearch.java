package dev.trackside.cli;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Overrides;
import dev.trackside.spi.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that look for plugins: they see what a run of the same configuration sees. */
final class PluginSearch {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = {
                "The file of the run that is asked about; else -Dtrackside.config, else trackside.yaml in this folder, else none."
            })
    @Nullable
    Path config;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder with jars of plugins; may be given more than once.")
    List<Path> folders = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Sets an option of a plugin or of a section, as train does; may be given more than once.")
    List<String> settings = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON for programs.")
    boolean json;

    /** What a run would find and attach, by what descriptors say; loads no class of a plugin that has one. */
    Survey survey(CliContext context) {
        return survey(context, null);
    }

    /**
     * What a run would find and attach.
     *
     * @param file the configuration, given without {@code --config}; null if it is not
     * @throws UsageException if the configuration cannot be read
     */
    Survey survey(CliContext context, @Nullable Path file) {
        if (file != null && config != null) {
            throw new UsageException("The file is given twice: %s, and --config %s.".formatted(file, config));
        }
        check(folders);
        Path named = file != null ? file : config;
        try {
            Overrides overrides = Overrides.none();
            for (String setting : settings) {
                overrides = overrides.set(setting);
            }
            ConfigFile read = named != null ? ConfigFile.read(named) : ConfigFile.usual();
            ConfigFile whole = read.with(overrides);
            context.masking().keep(whole);
            return Survey.of(context.loader(), whole, folders);
        } catch (TracksideException fault) {
            throw Failures.wrongUse(fault);
        }
    }

    /**
     * Makes sure that folders are there. Of those that a file or a variable names a run says that they are not, and goes on; what was typed just now is a slip.
     *
     * @throws UsageException if one is not
     */
    static void check(List<Path> folders) {
        for (Path folder : folders) {
            if (!Files.isDirectory(folder)) {
                throw new UsageException(
                        Files.exists(folder)
                                ? "--plugins %s: that is a file. Name the folder that it is in.".formatted(folder)
                                : "--plugins %s: there is no such folder.".formatted(folder));
            }
        }
    }
}
