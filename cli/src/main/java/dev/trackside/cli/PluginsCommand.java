package dev.trackside.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the plugins that a run would find; only has sub-commands. */
@Command(
        name = "plugins",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Shows the plugins that a run would find on the class path and in folders, and what it would make of them.",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside plugins list digits.yaml",
            "  trackside plugins describe early-stopping",
            "  trackside plugins why early-stopping --config digits.yaml",
            "  trackside plugins order digits.yaml --event OnEpochEnd",
            "  trackside plugins doctor --plugins my-plugins",
            "  trackside plugins lock digits.yaml",
            "  trackside plugins compare runs/digits-20260131-120000 runs/digits-20260201-090000",
            "  trackside plugins schema > trackside.schema.json",
        })
final class PluginsCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Override
    public void run() {
        throw whichCommand(spec);
    }

    /** What a command says that is called without one of its sub-commands. */
    static ParameterException whichCommand(CommandSpec spec) {
        return new ParameterException(
                spec.commandLine(),
                "Which command? There is "
                        + String.join(", ", spec.subcommands().keySet()) + ".");
    }
}
