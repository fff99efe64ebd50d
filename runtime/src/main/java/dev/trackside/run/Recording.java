package dev.trackside.run;

import dev.trackside.Clock;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import dev.trackside.runtime.checkpoint.CheckpointFormat;
import dev.trackside.runtime.config.LoadingSettings;
import dev.trackside.runtime.config.Secrets;
import dev.trackside.runtime.lineage.PluginSet;
import dev.trackside.runtime.lineage.RunRecord;
import dev.trackside.runtime.lineage.RunRecord.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the record of a run in its folder: written when the run begins, completed when it ends. If that fails it is said, and the run goes on: a
 * result without a record is worth more than none.
 */
final class Recording {

    private static final Logger LOG = LogManager.getLogger("dev.trackside.run");

    private final Path folder;
    private final boolean always;
    private final Clock clock;
    private final long seed;
    private final @Nullable String resumedFrom;
    private final Map<String, String> environment;
    private final Secrets secrets;
    private final Function<List<RunSummary.Callback>, PluginSet> plugins;
    private final List<Session> earlier = new ArrayList<>();
    private Instant began = Instant.EPOCH;
    private boolean read;

    /**
     * Prepares it.
     *
     * @param always whether the record is a reason to create the folder; else it is written where something else has created it
     * @param plugins describes the callbacks
     */
    Recording(
            Path folder,
            boolean always,
            Clock clock,
            long seed,
            @Nullable String resumedFrom,
            LoadingSettings loading,
            Secrets secrets,
            Function<List<RunSummary.Callback>, PluginSet> plugins) {
        this.folder = folder;
        this.always = always;
        this.clock = clock;
        this.seed = seed;
        this.resumedFrom = resumedFrom;
        this.environment = environment(loading);
        this.secrets = secrets;
        this.plugins = plugins;
    }

    private static Map<String, String> environment(LoadingSettings loading) {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("trackside", CheckpointFormat.runningVersion());
        environment.put("java", Runtime.version().toString());
        environment.put("vm", System.getProperty("java.vm.name", ""));
        environment.put("os", "%s %s".formatted(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
        environment.put("trust", loading.trust().shown());
        environment.put("mode", loading.mode().shown());
        return environment;
    }

    /** The run is about to begin. */
    void begins(Run run) {
        began = clock.now();
        if (always || Files.isDirectory(folder)) {
            write(run, null);
        }
    }

    /** The run is over, whatever ended it. */
    void ends(Run run) {
        if (always || Files.isDirectory(folder)) {
            write(run, clock.now());
        }
    }

    private void write(Run run, @Nullable Instant ended) {
        Path file = folder.resolve(RunRecord.FILE);
        try {
            if (!read) {
                read = true;
                readEarlier(file);
            }
            List<Session> sessions = new ArrayList<>(earlier);
            sessions.add(session(run, ended));
            new RunRecord(run.id(), run.name(), run.engine(), sessions).write(file);
        } catch (IOException | RuntimeException fault) {
            LOG.warn("The record of the run cannot be written to {}; the run goes on without it.", file, fault);
        }
    }

    /** What a resumed run had before stays in its record. */
    private void readEarlier(Path file) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        try {
            earlier.addAll(RunRecord.read(file).sessions());
        } catch (TracksideException damaged) {
            Path aside = file.resolveSibling(RunRecord.FILE + ".damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn("{} It was moved to {}, and a new record is begun.", damaged.getMessage(), aside);
        }
    }

    private Session session(Run run, @Nullable Instant ended) {
        RunSummary summary = run.summary();
        return new Session(
                began,
                ended,
                ended == null ? null : run.outcome().orElse(Outcome.FAILED).name(),
                ended == null ? null : run.reason().map(secrets::mask).orElse(null),
                resumedFrom,
                summary.epochs(),
                summary.steps(),
                seed,
                environment,
                run.parameters(),
                plugins.apply(summary.callbacks()));
    }
}
