package dev.trackside.testkit;

import dev.trackside.Artifact;
import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.RunSummary;
import dev.trackside.run.RunResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A run of a {@link Simulation} that is over: what happened, what was decided, what was left behind.
 *
 * @since 0.1
 */
public final class SimulatedRun {

    private final ScriptedEngine engine;
    private final EventRecorder recorder;
    private final RecordingConsole console;
    private final TestClock clock;
    private final Path runs;
    private final @Nullable RunResult result;
    private final @Nullable Throwable failure;

    SimulatedRun(
            ScriptedEngine engine,
            EventRecorder recorder,
            RecordingConsole console,
            TestClock clock,
            Path runs,
            @Nullable RunResult result,
            @Nullable Throwable failure) {
        this.engine = engine;
        this.recorder = recorder;
        this.console = console;
        this.clock = clock;
        this.runs = runs;
        this.result = result;
        this.failure = failure;
    }

    /**
     * The run as callbacks saw it.
     *
     * @return the run, ended
     * @throws IllegalStateException if it failed before it began
     */
    public Run run() {
        return recorder.run().orElseThrow(() -> new IllegalStateException("the run failed before it began", failure));
    }

    /**
     * How it ended.
     *
     * @return the outcome; {@link Outcome#FAILED} also of a run that failed before it began
     */
    public Outcome outcome() {
        return result != null ? result.outcome() : Outcome.FAILED;
    }

    /**
     * Why it ended.
     *
     * @return the reason in words; empty for a completed run
     */
    public Optional<String> reason() {
        return run().reason();
    }

    /**
     * What was decided.
     *
     * @return all decisions, in order, whether they took effect or not
     */
    public List<Decision> decisions() {
        return run().decisions();
    }

    /**
     * What one callback decided.
     *
     * @param callback its id; {@code run} for what the run did itself
     * @return its decisions, in order
     */
    public List<Decision> decisionsOf(String callback) {
        return decisions().stream()
                .filter(decision -> decision.callback().equals(callback))
                .toList();
    }

    /**
     * The run in figures.
     *
     * @return the summary; the recorder of events is among its callbacks, with the id {@value Simulation#RECORDER}
     */
    public RunSummary summary() {
        return run().summary();
    }

    /**
     * What happened, as {@link EventRecorder} writes it.
     *
     * @return the events in order
     */
    public List<String> events() {
        return recorder.events();
    }

    /**
     * The epochs that ended, those before a resume among them.
     *
     * @return a count from 0
     */
    public int epochsTrained() {
        return summary().epochs();
    }

    /**
     * The learning rate that each step was made with.
     *
     * @return a rate for each step of this run, not of one that it resumed; empty without {@link Simulation#learningRate}
     */
    public List<Double> learningRates() {
        return engine.learningRates();
    }

    /**
     * The norm of the gradients that each step was made with, as callbacks left them.
     *
     * @return a norm for each step of this run, not of one that it resumed; empty without {@link Simulation#gradients}
     */
    public List<Double> gradientNorms() {
        return engine.gradientNorms();
    }

    /**
     * The weights that the run left behind.
     *
     * @return a copy; see {@link Simulation#weights} for what they tell
     * @throws IllegalStateException if the simulation has none
     */
    public double[] finalWeights() {
        return engine.weights();
    }

    /**
     * The lines that callbacks printed.
     *
     * @return the lines in order
     */
    public List<String> consoleLines() {
        return console.lines();
    }

    /**
     * What the live region showed.
     *
     * @return the texts in order; nothing without {@link Simulation#terminal}
     */
    public List<String> liveTexts() {
        return console.liveTexts();
    }

    /**
     * The checkpoints that were taken, including ones that were replaced or deleted later.
     *
     * @return the checkpoints in order
     */
    public List<Checkpoint> checkpoints() {
        return recorder.checkpoints();
    }

    /**
     * The files and tables that callbacks handed in.
     *
     * @return the artifacts in order
     */
    public List<Artifact> artifacts() {
        return recorder.artifacts();
    }

    /**
     * The folder of the run.
     *
     * @return a path; it exists only if something was put there
     */
    public Path folder() {
        return result != null ? result.folder() : runs.resolve(run().id());
    }

    /**
     * The clock that the run went by.
     *
     * @return the clock, where the run has left it
     */
    public TestClock clock() {
        return clock;
    }

    /**
     * What {@code train} returned.
     *
     * @return the result
     * @throws IllegalStateException if the run failed
     */
    public RunResult result() {
        if (result == null) {
            throw new IllegalStateException("the run failed", failure);
        }
        return result;
    }

    /**
     * What {@code train} threw.
     *
     * @return the failure
     * @throws IllegalStateException if the run did not fail
     */
    public Throwable failure() {
        if (failure == null) {
            throw new IllegalStateException("the run did not fail");
        }
        return failure;
    }
}
