package dev.trackside.cli;

import dev.trackside.runtime.loading.Discovery;
import dev.trackside.runtime.loading.Refusal;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists plugins. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the plugins, with phase, when they join, and jar.",
            "Ends with 1 if one of them cannot be used; what is wrong is said."
        })
final class PluginsListCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Mixin
    PluginSearch search = new PluginSearch();

    PluginsListCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Discovery discovery = search.discover(context)) {
            List<PluginDescription> plugins =
                    discovery.plugins().stream().map(PluginDescription::of).toList();
            PrintWriter out = spec.commandLine().getOut();
            if (search.json) {
                out.println(
                        Json.of(plugins.stream().map(PluginDescription::toMap).toList()));
            } else if (plugins.isEmpty()) {
                out.println("There is no plugin.");
            } else {
                TextTable table = new TextTable("PLUGIN", "PHASE", "JOINS", "FROM", "WHAT IT DOES");
                plugins.forEach(plugin ->
                        table.row(plugin.id(), plugin.phase(), plugin.joins(), plugin.origin(), plugin.summary()));
                table.print(out);
            }
            out.flush();
            List<Refusal> refusals = discovery.refusals();
            refusals.forEach(refusal -> context.console().error("warning: " + refusal.text()));
            return refusals.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
        }
    }
}
