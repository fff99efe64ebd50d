package dev.trackside.cli;

import dev.trackside.spi.EngineProvider;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the engines. */
@Command(
        name = "engines",
        mixinStandardHelpOptions = true,
        description = "Lists the engines that 'engine: NAME' in a file can choose.")
final class EnginesCommand implements Runnable {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    EnginesCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        List<EngineProvider> engines = context.engines().all();
        if (engines.isEmpty()) {
            throw new UsageException("There is no engine. Put the jar of one on the class path.");
        }
        TextTable table = new TextTable("ENGINE", "WHAT IT IS", "FROM");
        for (EngineProvider engine : engines) {
            table.row(engine.name(), engine.summary(), Origin.of(engine.getClass()));
        }
        table.print(spec.commandLine().getOut());
    }
}
