package dev.trackside.cli;

import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.UsageException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Option(names = "--json", description = "Print JSON for programs.")
    boolean json;

    EnginesCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        List<EngineProvider> engines = context.engines().all();
        if (engines.isEmpty()) {
            throw new UsageException("There is no engine. Put the jar of one on the class path.");
        }
        if (json) {
            List<Map<String, String>> all = engines.stream()
                    .map(one -> Map.of("name", one.name(), "summary", one.summary(), "from", Origin.of(one.getClass())))
                    .toList();
            Map<String, @Nullable Object> document = Json.document("engines");
            document.put("engines", all);
            Json.print(spec.commandLine().getOut(), document);
            return;
        }
        TextTable table = new TextTable("ENGINE", "WHAT IT IS", "FROM");
        for (EngineProvider engine : engines) {
            table.row(engine.name(), engine.summary(), Origin.of(engine.getClass()));
        }
        table.print(spec.commandLine().getOut());
    }
}
