package dev.trackside.cli;

import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Overrides;
import dev.trackside.runtime.config.RunSettings;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains what a file describes. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Trains what FILE describes: data, model, optimizer, epochs and plugins.",
            "Ctrl-C ends the training after the current batch and keeps what it has; a second one ends it at once."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  trackside train digits.yaml",
            "  trackside train digits.yaml --epochs 5 --set optimizer.lr=0.01",
            "  trackside train digits.yaml --plugins my-plugins --set early-stopping.patience=10",
            "  trackside train digits.yaml --resume last",
            "  trackside train digits.yaml --resume runs/digits-20260131-120000 --epochs 100"
        })
final class TrainCommand implements Callable<Integer> {

    /** Set by {@code ./trackside}: how it was called, so that what is printed can be pasted. */
    private static final String COMMAND = "trackside.command";

    private final CliContext context;

    @Parameters(paramLabel = "FILE", description = "The file, in YAML.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    Path file;

    @Option(
            names = "--plugins",
            paramLabel = "DIR",
            description = "A folder with jars of plugins; may be given more than once.")
    List<Path> plugins = new ArrayList<>();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = {
                "Sets an option of a plugin (early-stopping.patience=5) or of a section (optimizer.lr=0.01), over the file; may be given "
                        + "more than once."
            })
    List<String> settings = new ArrayList<>();

    @Option(names = "--epochs", paramLabel = "N", description = "Epochs to train in all, over run.epochs of the file.")
    @Nullable
    Integer epochs;

    @Option(
            names = "--resume",
            paramLabel = "WHERE",
            description =
                    "Goes on from a checkpoint: the folder of a run, a .ckpt file, or 'last' for the newest run of this name.")
    @Nullable
    String resume;

    @Option(
            names = "--require",
            paramLabel = "ID",
            description =
                    "A plugin without which the training does not start, beside those of loading.mandatory; may be given more than once.")
    List<String> required = new ArrayList<>();

    @Option(
            names = "--strict",
            description =
                    "Does not start if anything is wrong with a jar in a place for plugins: loading.mode=strict, over the file.")
    boolean strict;

    TrainCommand(CliContext context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        PluginSearch.check(plugins);
        if (epochs != null && epochs < 1) {
            throw new UsageException("--epochs must be at least 1, but is %d.".formatted(epochs));
        }
        Started started = new Started();
        try {
            RunResult result = train(started);
            report(result.run(), result.folder());
            return result.outcome() == Outcome.INTERRUPTED ? ExitCodes.INTERRUPTED : ExitCodes.OK;
        } catch (RuntimeException | Error failure) {
            if (!started.hasBegun()) {
                if (failure instanceof TracksideException fault) {
                    throw Failures.wrongUse(fault);
                }
                throw failure;
            }
            report(started.run(), started.folder());
            throw failure;
        } finally {
            context.interrupts().end();
        }
    }

    private RunResult train(Started started) {
        Overrides overrides = Overrides.none();
        for (String setting : settings) {
            overrides = overrides.set(setting);
        }
        ConfigFile config = ConfigFile.read(file).with(overrides);
        context.masking().keep(config);
        EngineProvider engine = context.engines().chosenBy(config.root());
        RunSettings run = RunSettings.of(config);
        started.runs = run.dir() == null ? Path.of("runs") : run.dir();

        RunBuilder builder = (run.name() == null ? Trackside.run(baseName()) : Trackside.run())
                .config(file)
                .recorded()
                .mandatory(required.toArray(String[]::new))
                .console(context.console())
                .onStart(view -> {
                    started.run = view;
                    context.interrupts().begin(view);
                });
        settings.forEach(builder::set);
        plugins.forEach(builder::plugins);
        if (epochs != null) {
            builder.set("run.epochs=" + epochs);
        }
        if (strict) {
            builder.set("loading.mode=strict");
        }
        if (resume != null) {
            builder.resume(resume);
        }
        return builder.train(engine);
    }

    private void report(Run run, Path folder) {
        new RunReport(run, folder, again()).lines().forEach(context.console()::line);
    }

    /** What was called, but for what a resume says anew. */
    private String again() {
        StringBuilder line = new StringBuilder(System.getProperty(COMMAND, "trackside"))
                .append(" train ")
                .append(ShellWords.quoted(file.toString()));
        plugins.forEach(folder -> line.append(" --plugins ").append(ShellWords.quoted(folder.toString())));
        settings.forEach(setting -> line.append(" --set ").append(ShellWords.quoted(setting)));
        required.forEach(id -> line.append(" --require ").append(ShellWords.quoted(id)));
        return line.append(strict ? " --strict" : "").toString();
    }

    private String baseName() {
        String name = String.valueOf(file.getFileName());
        int dot = name.indexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /** What is known of a run that may fail before it is over. */
    private static final class Started {

        private @Nullable Run run;
        private @Nullable Path runs;

        /** False if something in the configuration was found wrong, so that training never began. */
        boolean hasBegun() {
            return run != null && run.outcome().isPresent();
        }

        Run run() {
            return Objects.requireNonNull(run, "run");
        }

        Path folder() {
            return Objects.requireNonNull(runs, "runs").resolve(run().id());
        }
    }
}
