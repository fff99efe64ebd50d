package com.example.stale;

import dev.trackside.spi.Command;
import dev.trackside.spi.CommandContext;
import java.util.List;

/** {@code trackside patience}: says what StopWhenStale waits for, in the unit that is asked for. */
final class PatienceCommand implements Command {

    @Override
    public String name() {
        return "patience";
    }

    @Override
    public String summary() {
        return "Tells the patience of stop-when-stale";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("unit", "UNIT", "What is counted; epochs if not given"));
    }

    @Override
    public int run(CommandContext context) {
        List<String> unit = context.option("unit");
        context.console()
                .line("%d %s".formatted(new StopWhenStale().patience, unit.isEmpty() ? "epochs" : unit.get(0)));
        return 0;
    }
}
