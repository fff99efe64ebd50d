package dev.trackside.plugin.lrschedule;

import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import dev.trackside.spi.UsageException;
import java.util.List;

/** {@code trackside schedule}: what can be done with a schedule without training. */
public final class ScheduleCommand implements Command {

    /** For the {@code ServiceLoader}. */
    public ScheduleCommand() {}

    @Override
    public String name() {
        return "schedule";
    }

    @Override
    public String summary() {
        return "Shows schedules of the learning rate";
    }

    @Override
    public List<Command> subcommands() {
        return List.of(new SchedulePlotCommand());
    }

    @Override
    public int run(CommandContext context) {
        throw new UsageException("Write: trackside schedule plot FILE.");
    }
}
