package dev.trackside.cli;

import dev.trackside.spi.Command;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The sub-commands that jars bring along, as picocli sees them. */
final class ContributedCommands {

    private static final String NAME = "[a-z][a-z0-9-]*";
    private static final String REPEATS = "...";

    private final CliContext context;

    ContributedCommands(CliContext context) {
        this.context = context;
    }

    /** Adds those that are found. One whose name is taken or cannot be one is left out, which is said. */
    void addTo(CommandLine trackside) {
        for (Command command : context.providers(Command.class)) {
            try {
                add(command, trackside);
            } catch (RuntimeException | LinkageError fault) {
                // The others, and the training, can do without it.
                warn(command, "it cannot describe itself: " + fault);
            }
        }
    }

    private void add(Command command, CommandLine trackside) {
        String name = command.name();
        if (!name.matches(NAME)) {
            warn(command, "'" + name + "' is no name of a command");
        } else if (trackside.getSubcommands().containsKey(name)) {
            warn(command, "there is another command '" + name + "'");
        } else {
            trackside.addSubcommand(name, line(command));
        }
    }

    private void warn(Command command, String why) {
        context.console()
                .error("warning: the command %s from %s is left out: %s."
                        .formatted(command.getClass().getName(), Origin.of(command.getClass()), why));
    }

    private CommandLine line(Command command) {
        List<Command> below = command.subcommands();
        if (below.isEmpty()) {
            return new CommandLine(spec(command)).setOverwrittenOptionsAllowed(true);
        }
        CommandLine line = new CommandLine(group(command));
        for (Command one : below) {
            if (!one.name().matches(NAME)) {
                throw new IllegalStateException("below it, '" + one.name() + "' is no name of a command");
            }
            line.addSubcommand(one.name(), line(one));
        }
        return line;
    }

    private static CommandSpec group(Command command) {
        CommandSpec[] self = new CommandSpec[1];
        CommandSpec spec = CommandSpec.wrapWithoutInspection((Runnable) () -> {
            throw PluginsCommand.whichCommand(self[0]);
        });
        self[0] = spec;
        spec.usageMessage().synopsisSubcommandLabel("COMMAND").commandListHeading("%nCommands:%n");
        return described(spec, command);
    }

    private static CommandSpec described(CommandSpec spec, Command command) {
        spec.name(command.name()).mixinStandardHelpOptions(true);
        spec.usageMessage().description(command.summary() + ".");
        return spec;
    }

    private CommandSpec spec(Command command) {
        CommandSpec[] self = new CommandSpec[1];
        CommandSpec spec = CommandSpec.wrapWithoutInspection(
                (Callable<Integer>) () -> command.run(new ParsedCommand(context, command, self[0])));
        self[0] = spec;
        spec.usageMessage().sortOptions(false);
        for (Command.Option option : command.options()) {
            spec.addOption(option(option));
        }
        if (!command.arguments().isEmpty()) {
            spec.addPositional(PositionalParamSpec.builder()
                    .paramLabel(command.arguments())
                    .description(sentence(command.argumentsSummary()))
                    .hideParamSyntax(true)
                    .arity("0..*")
                    .type(String[].class)
                    .build());
        }
        if (!command.examples().isEmpty()) {
            spec.usageMessage()
                    .footerHeading("%nExamples:%n")
                    .footer(command.examples().stream()
                            .map(example -> "  " + example)
                            .toArray(String[]::new));
        }
        return described(spec, command); // its own options come first
    }

    private static OptionSpec option(Command.Option option) {
        OptionSpec.Builder builder = OptionSpec.builder("--" + option.name()).description(sentence(option.summary()));
        if (option.value().isEmpty()) {
            return builder.type(boolean.class).build();
        }
        builder.arity("1");
        if (option.value().endsWith(REPEATS)) {
            String once = option.value().substring(0, option.value().length() - REPEATS.length());
            return builder.type(String[].class).paramLabel(once).build();
        }
        // For picocli a value that is given once, or help says that it may be given often; but a command gets all.
        GivenValues given = new GivenValues();
        return builder.type(String.class)
                .paramLabel(option.value())
                .getter(given)
                .setter(given)
                .build();
    }

    private static String sentence(String text) {
        return text.isEmpty() || text.endsWith(".") ? text : text + ".";
    }
}
