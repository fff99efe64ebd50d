package dev.trackside.testkit;

import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongToDoubleFunction;

/**
 * A training run in which nothing is trained: metrics come from a script, everything else is real. What callbacks are given, the order of
 * events, what becomes of their answers, checkpoints and resume are those of any other run.
 *
 * <pre>{@code
 * SimulatedRun run = Simulation.epochs(10)
 *         .metric("val_loss", 1.0, 0.9, 0.95, 0.92, 0.97, 0.9, 0.9, 0.9, 0.9, 0.9)
 *         .attach(new StopWhenStale())
 *         .option("stop-when-stale.patience", 2)
 *         .run();
 *
 * assertThat(run.outcome()).isEqualTo(Outcome.STOPPED);
 * assertThat(run.epochsTrained()).isEqualTo(4);
 * }</pre>
 *
 * <p>Only callbacks that are attached here take part, and those of {@link #plugins}; no configuration file is read. The clock stands still but for {@link #secondsPerBatch}.
 *
 * <p>Immutable: each method returns another simulation, so that one can be the beginning of several. The callbacks are shared by all runs of
 * a simulation that has them; attach new ones where their state matters, as before a resume.
 *
 * @since 0.1
 */
public final class Simulation {

    /** The id of the callback that records the events. */
    public static final String RECORDER = "simulation";

    private final Script script;

    /** The value of a metric at a batch. */
    @FunctionalInterface
    public interface BatchMetric {
        /**
         * Gives the value.
         *
         * @param epoch the index of the epoch, from 0
         * @param batch the index of the batch, training or validation, from 0
         * @return the value; NaN is a value
         */
        double value(int epoch, int batch);
    }

    private Simulation(Script script) {
        this.script = script;
    }

    /**
     * Begins a simulation.
     *
     * @param epochs how many epochs, at least 1
     * @return a simulation with one training batch and one validation batch an epoch, without metrics and capabilities
     */
    public static Simulation epochs(int epochs) {
        Script script = new Script(Checks.positive(epochs, "epochs"));
        script.settings.add(builder -> builder.epochs(epochs));
        return new Simulation(script);
    }

    private Simulation but(Consumer<Script> change) {
        Script copy = new Script(script);
        change.accept(copy);
        return new Simulation(copy);
    }

    static boolean isOfValidation(String metric) {
        return metric.startsWith("val_");
    }

    // ---- the loop

    /**
     * Sets the training batches of each epoch.
     *
     * @param batches at least 1
     * @return a simulation with as many
     */
    public Simulation batches(int batches) {
        Checks.positive(batches, "batches");
        return but(script -> script.batches = batches);
    }

    /**
     * Sets the validation batches of each validation.
     *
     * @param batches at least 1
     * @return a simulation with as many
     */
    public Simulation validationBatches(int batches) {
        Checks.positive(batches, "validation batches");
        return but(script -> script.validationBatches = batches);
    }

    /**
     * Sets how many examples each batch has, training or validation.
     *
     * @param examples at least 1
     * @return a simulation with as many
     */
    public Simulation examplesPerBatch(int examples) {
        Checks.positive(examples, "examples");
        return but(script -> script.examples = examples);
    }

    /**
     * Validates in every n-th epoch only.
     *
     * @param epochs at least 1
     * @return a simulation that does
     */
    public Simulation validateEvery(int epochs) {
        return option("run.validate-every", Checks.positive(epochs, "validateEvery"));
    }

    /**
     * Lets time pass in each batch, training or validation, that is not skipped.
     *
     * @param seconds seconds, not negative
     * @return a simulation whose clock moves
     */
    public Simulation secondsPerBatch(double seconds) {
        if (!(seconds >= 0) || seconds == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("a batch takes a time that is finite and not negative, not " + seconds);
        }
        return but(script -> script.perBatch = Duration.ofNanos(Math.round(seconds * 1e9)));
    }

    // ---- metrics

    /**
     * Scripts a metric with one value an epoch, which each of its batches has. One whose name begins with {@code val_} comes in validation
     * batches, any other in training batches. Its mean over an epoch is that value, up to the rounding of a sum over several batches.
     *
     * @param name its name
     * @param values the value of each epoch, NaN and infinities too; those beyond the last epoch are not used
     * @return a simulation with the metric
     * @throws IllegalArgumentException if there are fewer values than epochs
     */
    public Simulation metric(String name, double... values) {
        if (values.length < script.epochs) {
            throw new IllegalArgumentException(
                    "the metric %s has %d values for %d epochs; give one an epoch, Double.NaN for a NaN, and absent(\"%s\", epoch) for none"
                            .formatted(name, values.length, script.epochs, name));
        }
        double[] copy = values.clone();
        return metric(name, (epoch, batch) -> copy[epoch]);
    }

    /**
     * Scripts a metric batch by batch.
     *
     * @param name its name; one that begins with {@code val_} comes in validation batches, any other in training batches
     * @param values its value at each batch
     * @return a simulation with the metric
     */
    public Simulation metric(String name, BatchMetric values) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(values, "values");
        return but(script -> script.metrics.put(name, values));
    }

    /**
     * Lets a metric that the engine declares not come in some epochs.
     *
     * @param name the name of a scripted metric
     * @param epochs indices from 0
     * @return a simulation in which it is absent there
     */
    public Simulation absent(String name, int... epochs) {
        Objects.requireNonNull(name, "name");
        return but(script -> {
            for (int epoch : epochs) {
                script.absent.computeIfAbsent(name, metric -> new HashSet<>()).add(epoch);
            }
        });
    }

    /**
     * The metrics that are scripted.
     *
     * @return their names, in the order in which they were scripted first
     */
    public Set<String> metricNames() {
        return Collections.unmodifiableSet(new LinkedHashSet<>(script.metrics.keySet()));
    }

    // ---- capabilities

    /**
     * Offers {@link dev.trackside.Weights}. They are 0, 1, 2, … in the beginning and each step adds 1 to each, so that {@code weights[i] - i} is
     * the number of steps that they have made.
     *
     * @param size how many weights, at least 1
     * @return a simulation with weights
     */
    public Simulation weights(int size) {
        Checks.positive(size, "weights");
        return but(script -> script.weights = size);
    }

    /**
     * Offers {@link dev.trackside.LearningRate}, and with it the metric {@code lr}.
     *
     * @param initial a finite number, not negative
     * @return a simulation with a learning rate
     */
    public Simulation learningRate(double initial) {
        double checked = FakeLearningRate.of(initial).get();
        return but(script -> script.learningRate = checked);
    }

    /**
     * Offers {@link dev.trackside.Gradients} of the same norm at each batch. They show what handlers did to them in
     * {@link SimulatedRun#gradientNorms}; the steps of the weights do not depend on them.
     *
     * @param norm their only value: not negative, or NaN, or infinite
     * @return a simulation with gradients
     */
    public Simulation gradients(double norm) {
        return gradients(step -> norm);
    }

    /**
     * Offers {@link dev.trackside.Gradients} that differ from step to step.
     *
     * @param norms gives their only value, from the number of steps done before
     * @return a simulation with gradients
     */
    public Simulation gradients(LongToDoubleFunction norms) {
        Objects.requireNonNull(norms, "norms");
        return but(script -> script.gradients = norms);
    }

    /**
     * Offers {@link dev.trackside.Predictions}, the same at each validation batch.
     *
     * @param labels the truth for each example
     * @param outputs the outputs for each example
     * @return a simulation with predictions
     * @throws IllegalArgumentException if the arrays do not fit together
     */
    public Simulation predictions(double[] labels, double[][] outputs) {
        FakePredictions predictions = FakePredictions.of(labels, outputs);
        return but(script -> script.predictions = predictions);
    }

    /**
     * Offers {@link dev.trackside.spi.EngineState}, so that there can be {@link dev.trackside.Checkpoints}. They are real files, in the folder of
     * the run.
     *
     * @return a simulation whose weights and steps go into checkpoints
     */
    public Simulation savesState() {
        return but(script -> script.savesState = true);
    }

    // ---- accidents

    /**
     * Lets the engine fail in a training batch, after its begin.
     *
     * @param epoch the index of the epoch, from 0
     * @param batch the index of the batch, from 0
     * @param failure an exception or an error
     * @return a simulation that fails there
     */
    public Simulation failAt(int epoch, int batch, Throwable failure) {
        if (!(failure instanceof Exception || failure instanceof Error)) {
            throw new IllegalArgumentException("an engine fails with an Exception or an Error, not with " + failure);
        }
        return but(script -> script.failures.put(new Script.Position(epoch, batch), failure));
    }

    /**
     * Lets somebody interrupt the run in a training batch, after its begin.
     *
     * @param epoch the index of the epoch, from 0
     * @param batch the index of the batch, from 0
     * @return a simulation that is interrupted there
     */
    public Simulation interruptAt(int epoch, int batch) {
        return but(script -> script.interrupts.add(new Script.Position(epoch, batch)));
    }

    // ---- the run

    /**
     * Attaches a callback under its own id.
     *
     * @param callback an instance of a class with handlers
     * @return a simulation with the callback
     */
    public Simulation attach(Object callback) {
        Objects.requireNonNull(callback, "callback");
        return with(builder -> builder.attach(callback));
    }

    /**
     * Attaches a callback under another id.
     *
     * @param id {@code [a-z][a-z0-9-]*}
     * @param callback an instance of a class with handlers
     * @return a simulation with the callback
     */
    public Simulation attach(String id, Object callback) {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(callback, "callback");
        return with(builder -> builder.attach(id, callback));
    }

    /**
     * Looks for plugins in a folder, as programs do: jars, and sub-folders with a plugin and its libraries. What is on the class path does not
     * join.
     *
     * @param folder a folder that is there
     * @return a simulation with its plugins
     */
    public Simulation plugins(Path folder) {
        Path plugins = folder.toAbsolutePath();
        return but(script -> script.plugins.add(plugins));
    }

    /**
     * Sets an option of an attached callback, or another setting.
     *
     * @param key e.g. {@code early-stopping.patience}
     * @param value a value of the option's type, or text as in the file
     * @return a simulation with the option
     */
    public Simulation option(String key, Object value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        return with(builder -> builder.option(key, value));
    }

    /**
     * Sets the folder in which runs get their folders. Without it that is a temporary one of each run's own, deleted when the virtual machine
     * ends.
     *
     * @param runs a folder, e.g. JUnit's {@code @TempDir}
     * @return a simulation that writes there
     */
    public Simulation folder(Path runs) {
        Path folder = runs.toAbsolutePath();
        return but(script -> script.folder = folder);
    }

    /**
     * Continues from a checkpoint.
     *
     * @param from the folder of a run, a checkpoint file, or {@code last} for the newest run in {@link #folder}
     * @return a simulation that resumes
     */
    public Simulation resume(String from) {
        Objects.requireNonNull(from, "from");
        return with(builder -> builder.resume(from));
    }

    /**
     * Sets the seed of the run.
     *
     * @param seed any number
     * @return a simulation with the seed
     */
    public Simulation seed(long seed) {
        return with(builder -> builder.seed(seed));
    }

    /**
     * Sets the epochs before which no stop takes effect.
     *
     * @param epochs at least 0
     * @return a simulation that defers stops
     */
    public Simulation minEpochs(int epochs) {
        return option("run.min-epochs", epochs);
    }

    /**
     * Gives the run an interactive terminal, for callbacks that show a live region.
     *
     * @param width its columns, at least 1
     * @return a simulation before somebody's eyes
     */
    public Simulation terminal(int width) {
        Checks.positive(width, "the width of a terminal");
        return but(script -> script.terminalWidth = width);
    }

    /**
     * Records gradient events too. Without this no recorder listens to them, as they cost an engine something.
     *
     * @return a simulation whose events have {@code OnGradients}
     */
    public Simulation recordingGradients() {
        return but(script -> script.recordsGradients = true);
    }

    /**
     * Sets anything else of the run.
     *
     * @param settings is given the builder of each run, before it starts
     * @return a simulation with the settings
     */
    public Simulation with(Consumer<RunBuilder> settings) {
        Objects.requireNonNull(settings, "settings");
        return but(script -> script.settings.add(settings));
    }

    /**
     * Runs it.
     *
     * @return the run, ended without failing
     * @throws RuntimeException if the run fails, what {@code train} throws; {@link #runAndFail} is for runs that are meant to
     */
    public SimulatedRun run() {
        Attempt attempt = new Attempt(script);
        return attempt.ended(attempt.train(), null);
    }

    /**
     * Runs it and expects that it fails.
     *
     * @return the run, failed
     * @throws AssertionError if it does not
     */
    public SimulatedRun runAndFail() {
        Attempt attempt = new Attempt(script);
        RunResult result;
        try {
            result = attempt.train();
        } catch (Throwable failure) { // whatever it is, the test wants to see it
            return attempt.ended(null, failure);
        }
        throw new AssertionError("the run was to fail, but it ended as %s%s"
                .formatted(
                        result.outcome(), result.reason().map(why -> ": " + why).orElse("")));
    }
}
