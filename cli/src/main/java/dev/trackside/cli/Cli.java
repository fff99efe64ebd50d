package dev.trackside.cli;

import dev.trackside.spi.UsageException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the command together: its own sub-commands, those that jars bring along, and how faults are said. */
final class Cli {

    private final CliContext context;

    Cli(CliContext context) {
        this.context = context;
    }

    /**
     * The command.
     *
     * @param args what it is called with; for one of its own sub-commands those of jars are not looked for
     */
    CommandLine commandLine(String... args) {
        CommandLine plugins = new CommandLine(new PluginsCommand())
                .addSubcommand(new CommandLine(new PluginsListCommand(context)))
                .addSubcommand(new CommandLine(new PluginsDescribeCommand(context)))
                .addSubcommand(new CommandLine(new PluginsWhyCommand(context)))
                .addSubcommand(new CommandLine(new PluginsOrderCommand(context)))
                .addSubcommand(new CommandLine(new PluginsSchemaCommand(context)))
                .addSubcommand(new CommandLine(new PluginsDoctorCommand(context)))
                .addSubcommand(new CommandLine(new PluginsLockCommand(context)))
                .addSubcommand(new CommandLine(new PluginsCompareCommand(context)));
        CommandLine command = new CommandLine(new TracksideCommand())
                .addSubcommand(new CommandLine(new TrainCommand(context)))
                .addSubcommand(plugins)
                .addSubcommand(new CommandLine(new EnginesCommand(context)));
        boolean own = Arrays.stream(args)
                .filter(word -> !word.startsWith("-"))
                .findFirst()
                .filter(command.getSubcommands()::containsKey)
                .isPresent();
        if (!own) {
            new ContributedCommands(context).addTo(command);
        }
        return command.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setHelpFactory(HelpText::new)
                .setUsageHelpAutoWidth(false)
                .setUsageHelpWidth(Math.max(80, Math.min(120, context.console().width())))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Cli::wrongUse)
                .setExecutionExceptionHandler((failure, failed, parsed) -> failed(failure, failed));
    }

    private static int wrongUse(ParameterException fault, String... args) {
        CommandLine command = fault.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("error: " + fault.getMessage());
        List<String> near =
                fault instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
        if (!near.isEmpty()) {
            err.println("       Did you mean " + String.join(" or ", near) + "?");
        }
        err.println(
                "       %s --help says more.".formatted(command.getCommandSpec().qualifiedName()));
        if (TracksideCommand.isDebug(command)) {
            fault.printStackTrace(err);
        }
        return ExitCodes.USAGE;
    }

    private int failed(Exception failure, CommandLine command) {
        new Failures(command.getErr(), TracksideCommand.isDebug(command), context.masking()).print(failure);
        return failure instanceof UsageException ? ExitCodes.USAGE : ExitCodes.FAILED;
    }
}
