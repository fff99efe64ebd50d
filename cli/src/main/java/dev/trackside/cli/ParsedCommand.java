package dev.trackside.cli;

import dev.trackside.Console;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.Trackside;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.Engine;
import dev.trackside.spi.Section;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** What a command of a jar was called with, as picocli parsed it. */
final class ParsedCommand implements CommandContext {

    private final CliContext context;
    private final Command command;
    private final CommandSpec spec;
    private @Nullable ConfigFile config;

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
        return config().root();
    }

    @Override
    public Section configuration(Path file) {
        return ConfigFile.read(file).root();
    }

    @Override
    public Console console() {
        return context.console();
    }

    @Override
    public Run train(Engine engine, Section configuration) {
        if (configuration != configuration()) {
            throw new TracksideException(
                    "The command %s asks for a run with a part of the configuration; a run needs the whole of it."
                            .formatted(command.name()));
        }
        try {
            RunBuilder builder =
                    Trackside.run().recorded().console(context.console()).onStart(context.interrupts()::begin);
            config().path().ifPresentOrElse(builder::config, builder::withoutConfig);
            return builder.train(engine).run();
        } finally {
            context.interrupts().end();
        }
    }

    private ConfigFile config() {
        ConfigFile known = config;
        if (known == null) {
            known = ConfigFile.usual();
            config = known;
        }
        return known;
    }

    private static java.util.stream.Stream<String> values(@Nullable Object value) {
        return value instanceof String[] all ? Arrays.stream(all) : java.util.stream.Stream.empty();
    }
}
