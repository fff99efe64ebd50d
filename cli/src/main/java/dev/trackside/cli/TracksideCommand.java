package dev.trackside.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command itself, which only has sub-commands. */
@Command(
        name = "trackside",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Trains models and calls the plugins that are attached to the training.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:the training completed or a plugin stopped it",
            "  1:the training, the engine or a plugin failed",
            "  2:the command line or the configuration is wrong; nothing was begun",
            "130:interrupted (Ctrl-C)"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside train digits.yaml",
            "  trackside train digits.yaml --plugins my-plugins --set early-stopping.patience=10",
            "  trackside train digits.yaml --resume last",
            "  trackside plugins describe early-stopping",
        })
final class TracksideCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Option(
            names = "--debug",
            scope = ScopeType.INHERIT,
            description = "As --verbose, and show the stack of what failed.")
    boolean debug;

    /** Heeded by {@link LogSwitches}, before the line is parsed. */
    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Log details, too: the rules applied to each file, and what each plugin took to load.")
    boolean verbose;

    /** Heeded by {@link LogSwitches}, before the line is parsed. */
    @Option(
            names = LogSwitches.FORMAT,
            scope = ScopeType.INHERIT,
            paramLabel = "FORMAT",
            description =
                    "text, or json for a line of JSON each on standard output; -Dtrackside.log=json does the same.")
    LogSwitches.Format logFormat = LogSwitches.Format.TEXT;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "Which command? There is "
                        + String.join(", ", spec.subcommands().keySet()) + ".");
    }

    /** Whether {@code --debug} was given anywhere on the line. */
    static boolean isDebug(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand() instanceof TracksideCommand trackside && trackside.debug;
    }
}
