package dev.trackside.plugin.history.command;

import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import java.util.List;

/**
 * {@code trackside runs}: what to do with recorded runs.
 *
 * @since 0.1
 */
public final class RunsCommand implements Command {

    /** For the {@code ServiceLoader}. */
    public RunsCommand() {}

    @Override
    public String name() {
        return "runs";
    }

    @Override
    public String summary() {
        return "Lists, shows, compares, deletes and exports recorded runs";
    }

    @Override
    public List<Command> subcommands() {
        return List.of(
                new ListCommand(), new ShowCommand(), new CompareCommand(), new DeleteCommand(), new ExportCommand());
    }

    /** Not called, as there are sub-commands. */
    @Override
    public int run(CommandContext context) {
        throw new IllegalStateException("runs has sub-commands");
    }
}
