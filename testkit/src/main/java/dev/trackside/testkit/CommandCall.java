package dev.trackside.testkit;

import dev.trackside.Console;
import dev.trackside.Run;
import dev.trackside.run.Configurations;
import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.Engine;
import dev.trackside.spi.Section;
import dev.trackside.spi.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of a {@link Command} as {@code trackside} makes it, without a process: {@code CommandCall.of(new RunsCommand(), "list", "--limit", "3")}.
 *
 * <p>Words are taken apart as the command line does it: sub-commands first, then options and arguments in any order; {@code --option value} and
 * {@code --option=value} are the same, and all behind {@code --} are arguments. Runs that the command starts are real ones, with the plugins of the class
 * path.
 *
 * @param code the exit code
 * @param console what was printed
 */
public record CommandCall(int code, RecordingConsole console) {

    /**
     * Calls a command, printing to a console that is no terminal.
     *
     * @param command the command
     * @param words what stands behind its name
     * @return what came of it
     * @throws UsageException if the words are not what the command takes
     * @throws Exception what the command throws
     */
    public static CommandCall of(Command command, String... words) throws Exception {
        return of(RecordingConsole.plain(), command, words);
    }

    /**
     * Calls a command.
     *
     * @param console where it prints
     * @param command the command
     * @param words what stands behind its name
     * @return what came of it
     * @throws UsageException if the words are not what the command takes
     * @throws Exception what the command throws
     */
    public static CommandCall of(RecordingConsole console, Command command, String... words) throws Exception {
        Command called = command;
        int first = 0;
        while (!called.subcommands().isEmpty()) {
            String name = first < words.length ? words[first++] : "";
            List<Command> below = called.subcommands();
            called = below.stream()
                    .filter(one -> one.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new UsageException("There is no sub-command '%s', but %s."
                            .formatted(name, below.stream().map(Command::name).toList())));
        }
        Context context = new Context(called, List.of(words).subList(first, words.length), console);
        return new CommandCall(called.run(context), console);
    }

    /**
     * What was printed.
     *
     * @return lines in order
     */
    public List<String> lines() {
        return console.lines();
    }

    /** The context of one call. */
    private static final class Context implements CommandContext {

        private final Console console;
        private final List<String> arguments = new ArrayList<>();
        private final Map<String, List<String>> options = new LinkedHashMap<>();
        private final Configurations configurations = new Configurations();

        Context(Command command, List<String> words, Console console) {
            this.console = console;
            command.options().forEach(option -> options.put(option.name(), new ArrayList<>()));
            boolean onlyArguments = false;
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (onlyArguments || !word.startsWith("--")) {
                    arguments.add(word);
                } else if (word.equals("--")) {
                    onlyArguments = true;
                } else {
                    int equals = word.indexOf('=');
                    String name = word.substring(2, equals < 0 ? word.length() : equals);
                    Command.Option option = command.options().stream()
                            .filter(one -> one.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> new UsageException("Unknown option: '--%s'".formatted(name)));
                    if (option.value().isEmpty()) {
                        option(name).add("true");
                    } else if (equals >= 0) {
                        option(name).add(word.substring(equals + 1));
                    } else if (i + 1 < words.size()) {
                        option(name).add(words.get(++i));
                    } else {
                        throw new UsageException("Missing a value for the option '--%s'".formatted(name));
                    }
                }
            }
            if (command.arguments().isEmpty() && !arguments.isEmpty()) {
                throw new UsageException(
                        "%s takes no arguments, but there are %s".formatted(command.name(), arguments));
            }
        }

        @Override
        public List<String> arguments() {
            return List.copyOf(arguments);
        }

        @Override
        public List<String> option(String name) {
            List<String> values = options.get(name);
            if (values == null) {
                throw new IllegalArgumentException("the command has no option '%s'".formatted(name));
            }
            return values;
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
            return console;
        }

        @Override
        public Run train(Engine engine, Section configuration) {
            return configurations
                    .run(configuration)
                    .recorded()
                    .console(console)
                    .train(engine)
                    .run();
        }
    }
}
