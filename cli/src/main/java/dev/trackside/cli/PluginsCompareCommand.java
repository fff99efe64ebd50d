package dev.trackside.cli;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.lineage.Comparison;
import dev.trackside.runtime.lineage.Comparison.Difference;
import dev.trackside.runtime.lineage.PluginSet;
import dev.trackside.runtime.lineage.RunRecord;
import dev.trackside.spi.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how the callbacks of two runs differ. */
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Says how the callbacks of two runs differ: added, removed, of other code, with other options, in another order. Of a run that was "
                    + "resumed the last session counts.",
            "With one RUN it is compared with the plugins that are there now; options and order are not known then.",
            "Ends with 1 if there is a difference."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside plugins compare runs/digits-20260131-120000 runs/digits-20260201-090000",
            "  trackside plugins compare runs/digits-20260131-120000 --config digits.yaml"
        })
final class PluginsCompareCommand implements Callable<Integer> {

    private final CliContext context;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    @Parameters(index = "0", paramLabel = "RUN", description = "The folder of a run, or its run.json.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path first;

    @Parameters(index = "1", arity = "0..1", paramLabel = "RUN", description = "The later one.")
    @Nullable
    Path second;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "With one RUN: the configuration that says where plugins are; trackside.yaml if there is one.")
    @Nullable
    Path config;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "With one RUN: a folder with jars of plugins; may be given more than once.")
    List<Path> folders = new ArrayList<>();

    @Option(names = "--json", description = "Print JSON for programs.")
    boolean json;

    PluginsCompareCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        PluginSet before = read(first);
        Path later = second;
        List<Difference> differences;
        if (later != null) {
            differences = Comparison.of(before, read(later));
        } else {
            differences = withPresent(before);
        }
        print(differences, before);
        return differences.isEmpty() ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private List<Difference> withPresent(PluginSet before) throws IOException {
        try {
            return new PresentPlugins(context, config == null ? ConfigFile.usual() : ConfigFile.read(config), folders)
                    .differences(before);
        } catch (TracksideException fault) {
            throw Failures.wrongUse(fault);
        }
    }

    private static PluginSet read(Path run) {
        Path file = Files.isDirectory(run) ? run.resolve(RunRecord.FILE) : run;
        if (!Files.exists(file)) {
            throw new UsageException(
                    "There is no record %s; runs of the command keep one, runs in code if they have run.dir or .recorded()."
                            .formatted(file));
        }
        try {
            return RunRecord.read(file).last().plugins();
        } catch (IOException unreadable) {
            throw new UsageException("%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        } catch (TracksideException damaged) {
            throw Failures.wrongUse(damaged);
        }
    }

    private void print(List<Difference> differences, PluginSet before) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<Object> all = new ArrayList<>();
            for (Difference difference : differences) {
                Map<String, Object> one = new LinkedHashMap<>();
                one.put("kind", difference.kind().name().toLowerCase(Locale.ROOT));
                one.put("id", difference.id());
                one.put("text", difference.text());
                all.add(one);
            }
            Map<String, @Nullable Object> document = Json.document("plugins-compare");
            document.put("differences", all);
            Json.print(out, document);
        } else if (differences.isEmpty()) {
            int count = before.attached().size();
            out.println(
                    "No difference: the same %s.".formatted(count == 1 ? "callback" : "%d callbacks".formatted(count)));
        } else {
            differences.forEach(difference -> out.println(difference.text()));
        }
        out.flush();
    }
}
