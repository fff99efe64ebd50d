package dev.trackside.cli;

import dev.trackside.spi.UsageException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Answers why a plugin joins, or does not; loads no class of one that has a descriptor. */
@Command(
        name = "why",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says why a plugin joins the run, or does not: the files it was seen in with every rule applied to them, by what it joins, its "
                    + "options with where each value comes from, its place in the order.",
            "Ends with 1 if something is wrong with it, with 2 if there is no such plugin or file."
        },
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside plugins why early-stopping --config digits.yaml",
            "  trackside plugins why my-plugin-1.0.jar --plugins my-plugins",
        })
final class PluginsWhyCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(paramLabel = "ID|FILE", description = "The id of a plugin or instance, or the name of a jar.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    String asked;

    @Mixin
    PluginSearch search = new PluginSearch();

    PluginsWhyCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        try (Survey survey = search.survey(context)) {
            Why why = Why.of(survey, asked);
            PrintWriter out = spec.commandLine().getOut();
            if (search.json) {
                Json.print(out, why.document());
            }
            if (!why.isKnown()) {
                throw new UsageException(why.unknown());
            }
            if (!search.json) {
                why.lines().forEach(out::println);
                out.flush();
            }
            return why.isFaulty() ? ExitCodes.FAILED : ExitCodes.OK;
        }
    }
}
