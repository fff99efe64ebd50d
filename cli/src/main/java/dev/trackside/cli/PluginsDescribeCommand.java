package dev.trackside.cli;

import dev.trackside.runtime.config.Nearest;
import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.spi.UsageException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says all about one plugin; loads no class of it. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Says all about one plugin: options, events, metrics, order, state.")
final class PluginsDescribeCommand implements Runnable {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The id of the plugin.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String id;

    @Mixin
    PluginSearch search = new PluginSearch();

    PluginsDescribeCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        try (Survey survey = search.survey(context)) {
            PluginDescription plugin = survey.discovery().plugins().stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .map(PluginDescription::of)
                    .orElseThrow(() -> unknown(survey.discovery()));
            PrintWriter out = spec.commandLine().getOut();
            if (search.json) {
                Json.print(out, plugin.toMap());
            } else {
                plugin.lines().forEach(out::println);
                out.flush();
            }
        }
    }

    private UsageException unknown(Discovery discovery) {
        List<String> refused = discovery.refusals().stream()
                .filter(refusal -> id.equals(refusal.id()))
                .map(Refusal::text)
                .toList();
        if (!refused.isEmpty()) {
            return new UsageException(String.join(System.lineSeparator(), refused));
        }
        List<String> ids = discovery.plugins().stream().map(FoundPlugin::id).toList();
        return new UsageException("There is no plugin '%s'%s".formatted(id, Nearest.hint(id, ids)));
    }
}
