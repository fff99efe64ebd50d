package dev.trackside.cli;

import dev.trackside.runtime.loading.Discovery;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of commands that look for plugins. */
final class PluginSearch {

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder with jars of plugins; may be given more than once.")
    List<Path> folders = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON for programs.")
    boolean json;

    /** What is there, as descriptors say; loads no class that has one. */
    Discovery find(CliContext context) {
        return Discovery.discover(context.loader(), folders, List.of());
    }

    /** What is there and can be loaded. */
    Discovery discover(CliContext context) {
        Discovery discovery = find(context);
        discovery.loadAll(); // what cannot be loaded is what people look for
        return discovery;
    }
}
