package dev.trackside.cli;

import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.spi.EngineProvider;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the schema of configurations. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Prints the JSON schema of trackside.yaml with the options of all plugins that are found, for editors that complete and check.",
            "Loads no class of a plugin that has a descriptor. It is JSON with and without --json."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExample:%n",
        footer = "  trackside plugins schema --plugins my-plugins > trackside.schema.json")
final class PluginsSchemaCommand implements Runnable {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Mixin
    PluginSearch search = new PluginSearch();

    PluginsSchemaCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        try (Survey survey = search.survey(context)) {
            Discovery discovery = survey.discovery();
            List<PluginDescription> plugins =
                    discovery.plugins().stream().map(PluginDescription::of).toList();
            List<String> engines =
                    context.engines().all().stream().map(EngineProvider::name).toList();
            PrintWriter out = spec.commandLine().getOut();
            out.println(Json.of(ConfigSchema.of(plugins, engines)));
            out.flush();
            discovery.refusals().forEach(refusal -> context.console().error("warning: " + refusal.text()));
        }
    }
}
