package dev.trackside.spi;

import java.util.List;

/**
 * A sub-command of {@code trackside} that a jar brings along. Found through {@code ServiceLoader}.
 *
 * @since 0.1
 */
public interface Command {

    /**
     * Its name.
     *
     * @return {@code [a-z][a-z0-9-]*}, e.g. {@code report}
     */
    String name();

    /**
     * What it does, in one line.
     *
     * @return a sentence without a full stop
     */
    String summary();

    /**
     * The options it takes, for parsing and for {@code --help}.
     *
     * @return options in the order in which help lists them
     */
    default List<Option> options() {
        return List.of();
    }

    /**
     * What its arguments are, for {@code --help}.
     *
     * @return e.g. {@code RUN...}; empty if it takes none
     */
    default String arguments() {
        return "";
    }

    /**
     * What its arguments stand for, in one line, for {@code --help}.
     *
     * @return e.g. {@code Runs: their ids, or last}; empty if their names tell enough
     */
    default String argumentsSummary() {
        return "";
    }

    /**
     * Calls of it that people may copy, for {@code --help}.
     *
     * @return whole command lines, e.g. {@code trackside runs show last}; empty if there are none to show
     */
    default List<String> examples() {
        return List.of();
    }

    /**
     * Commands below it, as {@code list} is below {@code runs}. A command that has some only groups them: what it says of options and arguments is not
     * asked for, and it is not run itself.
     *
     * @return commands in the order in which help lists them; empty if it is run itself
     */
    default List<Command> subcommands() {
        return List.of();
    }

    /**
     * Runs it.
     *
     * @param context what it was called with, and what it may use
     * @return the exit code: 0 for success, 1 for failure, 2 for wrong use
     * @throws UsageException if it was called in a wrong way; the message is shown, and the exit code is 2
     * @throws Exception if it fails; the message is shown, the stack with {@code --debug}
     */
    int run(CommandContext context) throws Exception;

    /**
     * An option of a command.
     *
     * @param name its name without dashes, e.g. {@code with}
     * @param value what its value is, e.g. {@code N}; empty for a switch; with dots behind it, e.g. {@code ID.OPTION=VALUE...}, help says that it may be given
     *     more than once
     * @param summary what it does, in one line
     */
    record Option(String name, String value, String summary) {}
}
