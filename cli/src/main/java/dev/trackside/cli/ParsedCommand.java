package dev.trackside.cli;

import dev.trackside.Console;
import dev.trackside.Run;
import dev.trackside.run.Configurations;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.Engine;
import dev.trackside.spi.Section;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command of a jar was called with, as picocli parsed it. */
final class ParsedCommand implements CommandContext {

    private final CliContext context;
    private final Command command;
    private final CommandSpec spec;
    private final Configurations configurations = new Configurations();

    ParsedCommand(CliContext context, Command command, CommandSpec spec) {
        this.context = context;
        this.command = command;
        this.spec = spec;
    }

    @Override
    public List<String> arguments() {
        return spec.positionalParameters().stream()
                .map(PositionalParamSpec::getValue)
                .flatMap(ParsedCommand::values)
                .toList();
    }

    @Override
    public List<String> option(String name) {
        OptionSpec option = spec.findOption("--" + name);
        if (option == null
                || command.options().stream().noneMatch(one -> one.name().equals(name))) {
            throw new IllegalArgumentException("the command %s has no option '%s'".formatted(command.name(), name));
        }
        Object value = option.getValue();
        if (value instanceof Boolean given) {
            return given ? List.of("true") : List.of();
        }
        return values(value).toList();
    }

    @Override
    public Section configuration() {
        return configurations.usual();
    }

    @Override
    public Section configuration(Path file) {
        return configurations.read(file);
    }

    @Override
    public Section configuration(List<String> settings) {
        return configurations.of(settings);
    }

    @Override
    public Console console() {
        return context.console();
    }

    @Override
    public Run train(Engine engine, Section configuration) {
        try {
            return configurations
                    .run(configuration)
                    .recorded()
                    .console(context.console())
                    .onStart(context.interrupts()::begin)
                    .train(engine)
                    .run();
        } finally {
            context.interrupts().end();
        }
    }

    private static Stream<String> values(@Nullable Object value) {
        return value instanceof String[] all ? Arrays.stream(all) : Stream.empty();
    }
}
