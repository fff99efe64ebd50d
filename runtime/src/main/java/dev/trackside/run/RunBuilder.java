package dev.trackside.run;

import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Overrides;
import dev.trackside.runtime.core.TableFinder;
import dev.trackside.runtime.core.TrainingRun;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.HandlerTable;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Describes a run and starts it. What is set here wins over the file. Not to be used by several threads; each {@code train} is one run.
 *
 * @since 0.1
 */
public final class RunBuilder {

    private final String name;
    private final List<ByHand> byHand = new ArrayList<>();
    private final List<Path> pluginFolders = new ArrayList<>();
    private final List<String> produced = new ArrayList<>();
    private final Map<Class<?>, Object> offers = new LinkedHashMap<>();
    private final Map<String, String> mandatory = new LinkedHashMap<>();
    private boolean recorded;
    private final Set<String> disabled = new LinkedHashSet<>();
    private Overrides overrides = Overrides.none();
    private @Nullable Path config;
    private boolean readsFile = true;
    private boolean discovers = true;
    private @Nullable Clock clock;
    private @Nullable Console console;
    private @Nullable String resume;
    private Consumer<Run> onStart = run -> {};

    /** A callback that code attaches, under an id of its own or that of its class. */
    record ByHand(String id, Object target, HandlerTable table) {}

    RunBuilder(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    /**
     * Reads a configuration file.
     *
     * @param file a YAML file in the schema of {@code trackside.yaml}
     * @return this
     */
    public RunBuilder config(Path file) {
        this.config = Objects.requireNonNull(file, "file");
        return this;
    }

    /**
     * Reads no configuration file, wherever there may be one.
     *
     * @return this
     */
    public RunBuilder withoutConfig() {
        this.readsFile = false;
        return this;
    }

    /**
     * Looks for plugins in a folder too: jars, and sub-folders with a plugin and its libraries.
     *
     * @param folder an existing folder
     * @return this
     */
    public RunBuilder plugins(Path folder) {
        pluginFolders.add(Objects.requireNonNull(folder, "folder"));
        return this;
    }

    /**
     * Looks for no plugins, neither on the class path nor in folders: only what {@link #attach} is given joins the run.
     *
     * @return this
     */
    public RunBuilder withoutDiscovery() {
        this.discovers = false;
        return this;
    }

    /**
     * Keeps a plugin out of the run.
     *
     * @param id its id
     * @return this
     */
    public RunBuilder without(String id) {
        disabled.add(Objects.requireNonNull(id, "id"));
        return this;
    }

    /**
     * Does not start without a plugin: if it was not found, was refused, is switched off or not configured, the run fails before it begins, and says
     * why it is missing. Adds to {@code loading.mandatory}.
     *
     * @param ids ids of plugins, or of instances
     * @return this
     */
    public RunBuilder mandatory(String... ids) {
        for (String id : ids) {
            mandatory.put(Objects.requireNonNull(id, "id"), "mandatory(\"%s\")".formatted(id));
        }
        return this;
    }

    /**
     * Keeps a record of the run, {@code run.json} in its folder, even if nothing else is put there: which callbacks it had, of which jars, with which
     * options, and how it ended. Without this it is kept if {@code run.dir} is set, or the folder is created for something else.
     *
     * @return this
     */
    public RunBuilder recorded() {
        this.recorded = true;
        return this;
    }

    /**
     * Sets an option of a plugin, or a setting of another section.
     *
     * @param key e.g. {@code early-stopping.patience} or {@code run.min-epochs}
     * @param value a value of the option's type, or text as in the file
     * @return this
     */
    public RunBuilder option(String key, Object value) {
        overrides = overrides.with(key, value);
        return this;
    }

    /**
     * Sets an option in the form of the command line.
     *
     * @param assignment {@code KEY=VALUE}, e.g. {@code early-stopping.patience=5}
     * @return this
     */
    public RunBuilder set(String assignment) {
        overrides = overrides.set(assignment);
        return this;
    }

    /**
     * Attaches a callback. Its id is that of its {@code @Plugin}, else its simple class name in kebab-case; it takes the place of a discovered
     * plugin of that id.
     *
     * @param callback an instance of a class with handlers
     * @return this
     * @throws TracksideException if it has no dispatch table; the message says what to do
     */
    public RunBuilder attach(Object callback) {
        HandlerTable table = TableFinder.find(callback);
        byHand.add(new ByHand(table.plugin().id(), callback, table));
        return this;
    }

    /**
     * Attaches a callback under an id of one's own.
     *
     * @param id {@code [a-z][a-z0-9-]*}
     * @param callback an instance of a class with handlers
     * @return this
     */
    public RunBuilder attach(String id, Object callback) {
        byHand.add(new ByHand(Objects.requireNonNull(id, "id"), callback, TableFinder.find(callback)));
        return this;
    }

    /**
     * Attaches a callback whose module does not open its package.
     *
     * @param callback an instance of a class with handlers
     * @param lookup a lookup of the caller that may access the callback's package
     * @return this
     */
    public RunBuilder attach(Object callback, MethodHandles.Lookup lookup) {
        HandlerTable table = TableFinder.find(callback, lookup);
        byHand.add(new ByHand(table.plugin().id(), callback, table));
        return this;
    }

    /**
     * Sets how many epochs to train.
     *
     * @param epochs a positive number
     * @return this
     */
    public RunBuilder epochs(int epochs) {
        return option("run.epochs", epochs);
    }

    /**
     * Sets the seed of all random numbers.
     *
     * @param seed any number
     * @return this
     */
    public RunBuilder seed(long seed) {
        return option("run.seed", seed);
    }

    /**
     * Declares the metrics that an own loop records, so that a misspelt one is an error before training starts.
     *
     * @param metrics names; those of a validation begin with {@code val_}
     * @return this
     */
    public RunBuilder produces(String... metrics) {
        produced.addAll(List.of(metrics));
        return this;
    }

    /**
     * Offers a capability of an own loop, in addition to what an engine offers.
     *
     * @param <T> its type
     * @param type its type, e.g. {@code Weights.class}
     * @param implementation gives it
     * @return this
     */
    public <T> RunBuilder offers(Class<T> type, T implementation) {
        offers.put(type, type.cast(implementation));
        return this;
    }

    /**
     * Replaces the time, for tests.
     *
     * @param clock tells it
     * @return this
     */
    public RunBuilder clock(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        return this;
    }

    /**
     * Replaces the terminal.
     *
     * @param console writes to it
     * @return this
     */
    public RunBuilder console(Console console) {
        this.console = Objects.requireNonNull(console, "console");
        return this;
    }

    /**
     * Continues from a checkpoint.
     *
     * @param from the folder of a run, a checkpoint file, or {@code last} for the newest run of this name
     * @return this
     */
    public RunBuilder resume(String from) {
        this.resume = Objects.requireNonNull(from, "from");
        return this;
    }

    /**
     * Hands out the run before it begins, so that another thread can interrupt it.
     *
     * @param consumer takes it, on the thread that trains
     * @return this
     */
    public RunBuilder onStart(Consumer<Run> consumer) {
        this.onStart = Objects.requireNonNull(consumer, "consumer");
        return this;
    }

    /**
     * Trains with an engine, on this thread.
     *
     * @param engine what trains; if it is {@code AutoCloseable}, closing it is the caller's matter, who may want to predict with it
     * @return the run, ended
     * @throws TracksideException if something in the configuration is wrong, or a callback failed the run; what the engine throws is thrown as it
     *     is, checked exceptions as the cause of one
     */
    public RunResult train(Engine engine) {
        return new RunStart(this).train(engine);
    }

    /**
     * Trains with the engine that a provider makes from the configuration file, on this thread. An engine that is {@code AutoCloseable} is
     * closed after the run.
     *
     * @param provider makes the engine
     * @return the run, ended
     * @throws TracksideException as {@link #train(Engine)}
     */
    public RunResult train(EngineProvider provider) {
        return new RunStart(this).train(provider);
    }

    /**
     * Trains with a loop of one's own, on this thread.
     *
     * @param <E> the checked exception that the loop may throw
     * @param body the loop
     * @return the run, ended
     * @throws E what the loop throws
     */
    public <E extends Exception> RunResult train(LoopBody<E> body) throws E {
        return new RunStart(this).trainLoop(body);
    }

    /** Lets a run know itself before it begins. */
    void started(TrainingRun run) {
        onStart.accept(run.view());
    }

    String name() {
        return name;
    }

    Map<String, String> mandatory() {
        return mandatory;
    }

    boolean isRecorded() {
        return recorded;
    }

    List<ByHand> byHand() {
        return byHand;
    }

    Set<String> disabled() {
        return disabled;
    }

    List<Path> pluginFolders() {
        return pluginFolders;
    }

    List<String> produced() {
        return produced;
    }

    Map<Class<?>, Object> offers() {
        return offers;
    }

    Overrides overrides() {
        return overrides;
    }

    @Nullable
    Path config() {
        return config;
    }

    boolean readsFile() {
        return readsFile;
    }

    boolean discovers() {
        return discovers;
    }

    @Nullable
    Clock clock() {
        return clock;
    }

    @Nullable
    Console console() {
        return console;
    }

    @Nullable
    String resume() {
        return resume;
    }
}
