package dev.trackside.run;

import dev.trackside.Clock;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import dev.trackside.runtime.checkpoint.CheckpointReader;
import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Faults;
import dev.trackside.runtime.config.LoadingSettings;
import dev.trackside.runtime.config.RunSettings;
import dev.trackside.runtime.console.Consoles;
import dev.trackside.runtime.core.CallbackSpec;
import dev.trackside.runtime.core.RunSpec;
import dev.trackside.runtime.core.TrainingRun;
import dev.trackside.runtime.lineage.Comparison;
import dev.trackside.runtime.lineage.PluginSet;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.StateValues;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/** Turns what a builder was told into a run: reads the file, opens the engine, gathers the callbacks, trains. */
final class RunStart {

    private static final Logger LOG = LogManager.getLogger(RunStart.class);
    private static final long DEFAULT_SEED = 42;
    private static final String OWN_LOOP = "loop";

    private final RunBuilder builder;
    private final ConfigFile config;
    private final RunSettings settings;
    private final String name;
    private final Clock clock;
    private final Path runs;
    private final Optional<CheckpointReader.Found> resume;
    private final long seed;

    RunStart(RunBuilder builder) {
        this.builder = builder;
        this.config = configFile(builder).with(builder.overrides());
        this.settings = RunSettings.of(config);
        String inFile = settings.name();
        this.name = !builder.name().isBlank() ? builder.name() : inFile != null ? inFile : "run";
        this.clock = builder.clock() != null ? builder.clock() : SystemClock.INSTANCE;
        this.runs = settings.dir() != null ? settings.dir() : Path.of("runs");
        this.resume = findCheckpoint();
        this.seed = seed();
    }

    private static ConfigFile configFile(RunBuilder builder) {
        if (builder.config() != null) {
            return ConfigFile.read(builder.config());
        }
        return builder.readsFile() ? ConfigFile.usual() : ConfigFile.empty();
    }

    /** Trains with the engine that a provider makes; as nobody else has it, it is closed after the run if it holds anything. */
    @SuppressWarnings("try") // the resource is only closed; what its close may throw, an interrupt too, is told
    RunResult train(EngineProvider provider) {
        config.root().text("engine");
        Engine engine = open(provider);
        try (AutoCloseable held = engine instanceof AutoCloseable closeable ? closeable : () -> {}) {
            return train(engine, true);
        } catch (RuntimeException fault) {
            throw fault;
        } catch (Exception fault) {
            throw new TracksideException(
                    "The engine %s could not be closed after the run: %s".formatted(engine.name(), fault.getMessage()),
                    fault);
        }
    }

    private Engine open(EngineProvider provider) {
        try {
            return provider.open(config.root(), seed);
        } catch (IOException fault) {
            throw new TracksideException("The data cannot be read: %s".formatted(fault.getMessage()), fault);
        }
    }

    RunResult train(Engine engine) {
        return train(engine, false);
    }

    private RunResult train(Engine engine, boolean engineReadsFile) {
        if (settings.epochs() == null) {
            throw new TracksideException(
                    "How long to train is not said: set run.epochs in the file, --set run.epochs=N, or .epochs(N).");
        }
        if (!engine.accumulates()) {
            refuseToAccumulate("The engine " + engine.name(), "Leave it out, or raise the size of its batches");
        }
        Map<Class<?>, Object> offers = new LinkedHashMap<>(engine.offers());
        offers.putAll(builder.offers());
        List<String> metrics = new ArrayList<>(engine.metrics());
        metrics.addAll(builder.produced());
        try {
            return run(
                    engine.name(),
                    offers,
                    metrics,
                    false,
                    engine.batchesPerEpoch(),
                    engine.parameters(),
                    engine.sharedPackages(),
                    engineReadsFile,
                    engine::train);
        } catch (RuntimeException fault) {
            throw fault;
        } catch (Exception fault) {
            throw new TracksideException(
                    "The engine %s failed: %s".formatted(engine.name(), fault.getMessage()), fault);
        }
    }

    private void refuseToAccumulate(String who, String remedy) {
        if (settings.accumulate() > 1) {
            throw config.root()
                    .section("run")
                    .fault(
                            "accumulate",
                            "%s takes a step for each batch, so run.accumulate: %d cannot be done. %s."
                                    .formatted(who, settings.accumulate(), remedy));
        }
    }

    @SuppressWarnings("unchecked") // the body throws nothing checked but E, and the run itself nothing checked
    <E extends Exception> RunResult trainLoop(LoopBody<E> body) throws E {
        refuseToAccumulate(
                "A loop of one's own decides itself when to step, or",
                "Leave it out; say loop.countsSteps(), and call batch.step() in the last batch of each group");
        try {
            return run(
                    OWN_LOOP,
                    builder.offers(),
                    builder.produced(),
                    builder.produced().isEmpty(),
                    OptionalInt.empty(),
                    Map.of(),
                    List.of(),
                    false,
                    loop -> body.train(new OwnLoop(loop)));
        } catch (RuntimeException fault) {
            throw fault;
        } catch (Exception fault) {
            throw (E) fault;
        }
    }

    private RunResult run(
            String engine,
            Map<Class<?>, Object> offers,
            List<String> metrics,
            boolean openMetrics,
            OptionalInt batchesPerEpoch,
            Map<String, String> engineParameters,
            List<String> sharedPackages,
            boolean engineReadsFile,
            TrainingRun.Body body)
            throws Exception {
        Optional<String> known = resume.flatMap(RunStart::savedId);
        NewRun anew = known.isPresent() ? null : NewRun.named(name, clock.now(), runs, isRecorded());
        String id = anew == null ? known.orElseThrow() : anew.id();
        boolean begun = false;
        Path folder = resume.flatMap(CheckpointReader.Found::runFolder).orElse(runs.resolve(id));
        Map<String, String> parameters = new LinkedHashMap<>(engineParameters);
        try (Gathering gathering = new Gathering(builder, config, sharedPackages, parameters)) {
            List<CallbackSpec> callbacks = gathering.callbacks();
            reportUnknownKeys(engineReadsFile);
            addParameters(parameters);
            Map<Class<?>, Object> capabilities = new LinkedHashMap<>(offers);
            Object time = capabilities.remove(Clock.class);
            RunSpec spec = new RunSpec(
                    name,
                    id,
                    engine,
                    new RunSpec.Settings(
                            settings.epochs() == null ? OptionalInt.empty() : OptionalInt.of(settings.epochs()),
                            settings.minEpochs(),
                            settings.minSteps(),
                            seed,
                            settings.validateEvery(),
                            settings.accumulate(),
                            settings.callbackShare(),
                            settings.callbackTime(),
                            Optional.ofNullable(settings.callbackDeadline()),
                            settings.asyncDeadline(),
                            settings.checkpointWriting()),
                    Collections.unmodifiableMap(parameters),
                    builder.clock() == null && time != null ? (Clock) time : clock,
                    builder.console() != null ? builder.console() : Consoles.ofProcess(),
                    folder,
                    capabilities,
                    metrics,
                    openMetrics,
                    batchesPerEpoch,
                    resume,
                    gathering::late,
                    order -> gathering.describe(order).toPlain(),
                    config.secrets());
            TrainingRun run = new TrainingRun(spec);
            run.attachAll(callbacks);
            Run view = run.view();
            gathering.attached(view.summary().callbacks());
            tellWhatIsOther(gathering.describe(view.summary().callbacks()));
            builder.started(run);
            Recording recording = recording(folder, gathering);
            begun = true;
            recording.begins(view);
            try {
                run.train(body);
            } finally {
                recording.ends(view);
                tellUnreached();
            }
            return new RunResult(
                    view, view.outcome().orElseThrow(), view.reason(), view.decisions(), view.summary(), folder);
        } finally {
            if (anew != null && !begun) {
                anew.forget();
            }
        }
    }

    /** Whether the run keeps a record, and so has a folder. */
    private boolean isRecorded() {
        return builder.isRecorded() || settings.dir() != null;
    }

    private Recording recording(Path folder, Gathering gathering) {
        return new Recording(
                folder,
                isRecorded(),
                clock,
                seed,
                resume.map(found -> found.file().toString()).orElse(null),
                LoadingSettings.of(config),
                config.secrets(),
                gathering::describe);
    }

    /** Says how the callbacks of a resumed run differ from those that its checkpoint saw; options may be changed on purpose, jars seldom are. */
    private void tellWhatIsOther(PluginSet now) {
        Object saved = resume.map(found -> found.data().run().get("plugins")).orElse(null);
        if (saved == null) {
            return; // a new run, or the checkpoint of a version that did not say
        }
        PluginSet then = PluginSet.of(saved);
        List<PluginSet.Attached> fromTheBegin =
                then.attached().stream().filter(one -> !one.isLate()).toList();
        for (Comparison.Difference difference :
                Comparison.of(new PluginSet(fromTheBegin, List.of()), new PluginSet(now.attached(), List.of()))) {
            LOG.log(
                    difference.kind() == Comparison.Kind.CODE ? Level.WARN : Level.INFO,
                    "since the checkpoint: {}.",
                    difference.text());
        }
    }

    /** Adds what the file and the builder say; options of plugins are there already, under their full names. */
    private void addParameters(Map<String, String> parameters) {
        config.parameters().forEach((key, value) -> {
            if (!parameters.containsKey("plugins." + key)) {
                parameters.putIfAbsent(key, value);
            }
        });
    }

    private void reportUnknownKeys(boolean engineReadsFile) {
        // Where no engine asks, ids that only the builder knows may be those of callbacks that join later.
        Set<String> later = engineReadsFile ? Set.of() : config.overriddenIds();
        if (!engineReadsFile) {
            // Sections that are for an engine which code has made, or for another program that reads the same file.
            for (String key : config.root().keys()) {
                if (!List.of("run", "plugins", "loading").contains(key) && !later.contains(key)) {
                    ignore(key);
                }
            }
        }
        Faults faults = new Faults();
        faults.addAll(config.unknownKeys(later));
        faults.throwIfAny();
    }

    /** Says which options have reached nobody. */
    private void tellUnreached() {
        config.unknownKeys().forEach(fault -> LOG.warn(fault.getMessage()));
    }

    private void ignore(String key) {
        if (config.root().isSection(key)) {
            config.root().section(key).ignore();
        } else {
            config.root().text(key);
        }
    }

    private long seed() {
        Long asked = settings.seed();
        Optional<Long> saved =
                resume.map(found -> found.data().run().get("seed")).map(value -> StateValues.toLong(value));
        if (asked == null) {
            return saved.orElse(DEFAULT_SEED); // so that a resumed epoch shuffles alike
        }
        if (saved.isPresent() && !saved.get().equals(asked)) {
            LOG.warn(
                    "The checkpoint was saved with the seed {}, this run has the seed {}: an epoch that was begun goes on in another order.",
                    saved.get(),
                    asked);
        }
        return asked;
    }

    private Optional<CheckpointReader.Found> findCheckpoint() {
        String from = builder.resume();
        if (from == null) {
            return Optional.empty();
        }
        CheckpointReader.Found found;
        try {
            found = CheckpointReader.find(from, runs, name);
            ResumedFrom.tell(found, clock.now());
            ResumedFrom.tellIfCutShort(found.data());
            ResumedFrom.tellIfComplete(found, settings.epochs());
        } catch (IOException fault) {
            throw new TracksideException(
                    "The checkpoint %s cannot be read: %s".formatted(from, fault.getMessage()), fault);
        }
        return Optional.of(found);
    }

    private static Optional<String> savedId(CheckpointReader.Found found) {
        return Optional.ofNullable(found.data().run().get("run-id")).map(String::valueOf);
    }

    /** The time of the machine. */
    private enum SystemClock implements Clock {
        INSTANCE;

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    }
}
