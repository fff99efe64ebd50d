package dev.trackside.cli;

import dev.trackside.runtime.loading.Discovery;
import dev.trackside.runtime.loading.Refusal;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the plugins that a run would find. */
@Command(
        name = "plugins",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Shows the plugins that are found on the class path and in folders.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside plugins list --plugins my-plugins",
            "  trackside plugins describe early-stopping",
        })
final class PluginsCommand implements Runnable {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    PluginsCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? There is "
                        + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the plugins, with phase, when they join, and jar.")
    int list(
            @Option(
                            names = "--plugins",
                            paramLabel = "DIR",
                            description = "A folder with jars of plugins; may be given more than once.")
                    List<Path> folders,
            @Option(names = "--json", description = "Print JSON for programs.") boolean json) {
        try (Discovery discovery = discover(folders)) {
            List<PluginDescription> plugins =
                    discovery.plugins().stream().map(PluginDescription::of).toList();
            if (json) {
                print(Json.of(plugins.stream().map(PluginDescription::toMap).toList()));
            } else if (plugins.isEmpty()) {
                print("There is no plugin.");
            } else {
                TextTable table = new TextTable("PLUGIN", "PHASE", "JOINS", "FROM", "WHAT IT DOES");
                plugins.forEach(plugin ->
                        table.row(plugin.id(), plugin.phase(), plugin.joins(), plugin.origin(), plugin.summary()));
                table.print(out());
            }
            discovery.refusals().stream().map(Refusal::text).forEach(this::warn);
            return discovery.refusals().isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }

    @Command(
            name = "describe",
            mixinStandardHelpOptions = true,
            description = "Says all about one plugin: options, events, metrics, order, state.")
    int describe(
            @Parameters(paramLabel = "ID", description = "The id of the plugin.") String id,
            @Option(
                            names = "--plugins",
                            paramLabel = "DIR",
                            description = "A folder with jars of plugins; may be given more than once.")
                    List<Path> folders,
            @Option(names = "--json", description = "Print JSON for programs.") boolean json) {
        try (Discovery discovery = discover(folders)) {
            PluginDescription plugin = discovery.plugins().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .map(PluginDescription::of)
                    .orElseThrow(() -> unknown(id, discovery));
            if (json) {
                print(Json.of(plugin.toMap()));
            } else {
                plugin.lines().forEach(this::print);
            }
            return ExitCodes.OK;
        }
    }

    private Discovery discover(List<Path> folders) {
        return Discovery.discover(context.loader(), folders == null ? List.of() : new ArrayList<>(folders), List.of());
    }

    private static UsageException unknown(String id, Discovery discovery) {
        List<String> refused = discovery.refusals().stream()
                .filter(refusal -> id.equals(refusal.id()))
                .map(Refusal::text)
                .toList();
        if (!refused.isEmpty()) {
            return new UsageException(String.join(System.lineSeparator(), refused));
        }
        List<String> ids =
                discovery.plugins().stream().map(plugin -> plugin.id()).toList();
        return new UsageException(
                "There is no plugin '%s'%s".formatted(id, dev.trackside.runtime.config.Nearest.hint(id, ids)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private void print(String line) {
        out().println(line);
        out().flush();
    }

    private void warn(String line) {
        spec.commandLine().getErr().println("warning: " + line);
    }
}
