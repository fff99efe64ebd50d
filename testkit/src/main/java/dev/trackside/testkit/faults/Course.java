package dev.trackside.testkit.faults;

import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The runs that a plugin is put through, and what is asked of them. */
final class Course {

    static final int EPOCHS = 4;
    static final int BATCHES = 3;

    private static final String UNNAMED = "plugin-under-test";
    private static final double[] LABELS = {0, 1};
    private static final double[][] OUTPUTS = {{0.75, 0.25}, {0.25, 0.75}};

    private final Supplier<?> plugin;
    private final Map<String, Object> options;
    private final UnaryOperator<Simulation> setting;
    private final String id;

    /** The value of a metric in an epoch, given what it is else. */
    interface Change {
        double value(int epoch, double otherwise);
    }

    Course(Supplier<?> plugin, Map<String, Object> options, UnaryOperator<Simulation> setting) {
        this.plugin = plugin;
        this.options = options;
        this.setting = setting;
        this.id = idOf(instance());
    }

    private Object instance() {
        return Objects.requireNonNull(plugin.get(), "the plugin that the fault kit is given");
    }

    private static String idOf(Object plugin) {
        Plugin annotation = plugin.getClass().getAnnotation(Plugin.class);
        return annotation == null ? UNNAMED : annotation.value();
    }

    // ---- simulations

    private static Simulation plain() {
        return Simulation.epochs(EPOCHS)
                .batches(BATCHES)
                .validationBatches(2)
                .examplesPerBatch(2)
                .secondsPerBatch(0.25)
                .metric("loss", (epoch, batch) -> 1.0 / (1 + epoch) + 0.01 * batch)
                .metric("accuracy", (epoch, batch) -> 1 - 0.5 / (1 + epoch))
                .metric("val_loss", (epoch, batch) -> 1.25 / (1 + epoch))
                .metric("val_accuracy", (epoch, batch) -> 1 - 0.75 / (1 + epoch))
                .option("run.callback-deadline", "10s")
                .option("run.callback-share", "100%");
    }

    /** A run of four epochs with all capabilities. */
    static Simulation capable() {
        return plain().weights(3)
                .learningRate(0.1)
                .gradients(1)
                .predictions(LABELS, OUTPUTS)
                .savesState();
    }

    private Simulation without(Simulation plain) {
        Simulation simulation = setting.apply(plain);
        for (Map.Entry<String, Object> option : options.entrySet()) {
            simulation = simulation.option(id + "." + option.getKey(), option.getValue());
        }
        return simulation;
    }

    /** A run with an instance of its own in calm conditions. */
    Simulation with() {
        return without(capable()).attach(id, instance());
    }

    /** The same with other values of all metrics. */
    Simulation metrics(Change change) {
        Simulation simulation = with();
        for (String name : simulation.metricNames()) {
            simulation = simulation.metric(name, (epoch, batch) -> change.value(epoch, 1.0 / (1 + epoch)));
        }
        return simulation;
    }

    Simulation withoutMetrics() {
        Simulation simulation = with();
        for (String name : simulation.metricNames()) {
            simulation = simulation.absent(name, 0, 1, 2, 3);
        }
        return simulation;
    }

    // ---- what is asked

    void completes() {
        completes(with());
    }

    SimulatedRun completes(Simulation simulation) {
        return Surroundings.unchanged(simulation::run);
    }

    void completesWithoutCapabilities() {
        completesOrIsRefused(without(plain()).attach(id, instance()));
    }

    /** Empty if the run refuses to start, which it says in words. */
    private @Nullable SimulatedRun completesOrIsRefused(Simulation simulation) {
        boolean[] begun = new boolean[1];
        try {
            return completes(simulation.with(builder -> builder.onStart(run -> begun[0] = true)));
        } catch (TracksideException refused) {
            if (begun[0]) {
                throw refused;
            }
            return null;
        }
    }

    void repeats() {
        SimulatedRun first = completes(with());
        SimulatedRun second = completes(with());
        same("decisions", told(first), told(second));
        same("outcome", first.outcome(), second.outcome());
        same("calls of its handlers", calls(first), calls(second));
        same("lines on the console", first.consoleLines(), second.consoleLines());
    }

    private void same(String what, Object first, Object second) {
        check(first.equals(second), "the %s of %s differ: %s, then %s".formatted(what, id, first, second));
    }

    /** What it decided, without the times. */
    private List<String> told(SimulatedRun run) {
        return run.decisionsOf(id).stream().map(Course::told).toList();
    }

    private static String told(Decision decision) {
        return "%s at %s of epoch %d, step %d: %s"
                .formatted(decision.kind(), decision.event(), decision.epoch(), decision.step(), decision.reason());
    }

    void runsTwice() {
        String second = id + "-2";
        Simulation simulation = with().attach(second, instance());
        for (Map.Entry<String, Object> option : options.entrySet()) {
            simulation = simulation.option(second + "." + option.getKey(), option.getValue());
        }
        SimulatedRun run = completesOrIsRefused(simulation);
        if (run != null) {
            check(
                    calls(run, id) == calls(run, second),
                    "two instances of %s do not do the same: one was called %d times, the other %d"
                            .formatted(id, calls(run, id), calls(run, second)));
        }
    }

    /** Besides the plugin there are others, and that makes no difference to it. */
    void countsAsAlone(Simulation beside) {
        SimulatedRun alone = completes(with());
        SimulatedRun run = completes(beside);
        same("outcome", alone.outcome(), run.outcome());
        same("decisions", told(alone), told(run));
        long more = calls(run) - calls(alone);
        int heard = run.decisions().size() - alone.decisions().size(); // that its neighbors are detached
        check(
                more == 0 || (more > 0 && heard > 0 && more % heard == 0),
                "the handlers of %s are called %d times, but %d times alone".formatted(id, calls(run), calls(alone)));
    }

    private long calls(SimulatedRun run) {
        return calls(run, id);
    }

    private static long calls(SimulatedRun run, String id) {
        return run.summary().callbacks().stream()
                .filter(callback -> callback.id().equals(id))
                .mapToLong(RunSummary.Callback::calls)
                .sum();
    }

    /** The engine fails in the second epoch. */
    void fails(Throwable fault) {
        fails(with().failAt(1, 1, fault), fault);
    }

    void failsAtOnce() {
        IllegalStateException fault = new IllegalStateException("no data");
        fails(with().failAt(0, 0, fault), fault);
    }

    void failsByNeighbor() {
        IllegalStateException fault = new IllegalStateException("the neighbor's fault");
        fails(Neighbors.failing(with(), fault), fault);
    }

    /** The run fails by the fault and by nothing else; or the plugin had stopped it before. */
    private void fails(Simulation simulation, Throwable fault) {
        Throwable thrown = failure(simulation);
        if (thrown == null) {
            return;
        }
        boolean found = false;
        for (Throwable one = thrown; one != null; one = one.getCause()) {
            found |= one == fault;
            if (one.getSuppressed().length > 0) {
                throw new AssertionError(
                        "the run failed as it was to, and then this came: " + one.getSuppressed()[0], thrown);
            }
        }
        if (!found) {
            throw new AssertionError(
                    "the run was to fail with %s, but failed with %s".formatted(fault, thrown), thrown);
        }
    }

    /** What a run throws; null if the plugin ends it before it can fail. */
    private @Nullable Throwable failure(Simulation simulation) {
        return Surroundings.unchanged(() -> {
            try {
                SimulatedRun run = simulation.run();
                check(
                        run.outcome() == Outcome.STOPPED,
                        "the run was to fail, but ended as %s".formatted(run.outcome()));
                return null;
            } catch (AssertionError failed) {
                throw failed;
            } catch (Throwable thrown) { // whatever a run may fail with
                return thrown;
            }
        });
    }

    void joinsLate() {
        SimulatedRun run = completes(Neighbors.attaching(without(capable()), id, instance(), 1, -1));
        check(calls(run) > 0 || calls(completes(with())) == 0, "%s heard nothing after it was attached".formatted(id));
    }

    void leaves() {
        SimulatedRun run = completes(Neighbors.attaching(without(capable()), id, instance(), -1, 1));
        check(
                run.outcome() == Outcome.STOPPED
                        || run.summary().callbacks().stream()
                                .anyMatch(one ->
                                        one.id().equals(id) && one.detached().isPresent()),
                "%s was not detached".formatted(id));
    }

    void resumes() {
        SimulatedRun unbroken = completes(Neighbors.saving(with()));
        if (unbroken.epochsTrained() <= Neighbors.SAVED_EPOCH + 1) {
            return; // it ends the run before it could be broken off
        }
        SimulatedRun broken = Neighbors.saving(with())
                .failAt(Neighbors.SAVED_EPOCH + 1, 1, new IllegalStateException("the machine was switched off"))
                .runAndFail();
        Checkpoint from = last(broken, Neighbors.MIDDLE);
        SimulatedRun resumed = completes(Neighbors.saving(with()).resume(from.location()));

        same("outcome", unbroken.outcome(), resumed.outcome());
        same("count of epochs", unbroken.epochsTrained(), resumed.epochsTrained());
        same("decisions since it was resumed", toldAfter(from.step(), unbroken), toldAfter(from.step(), resumed));
        SavedState.same(id, last(unbroken, Neighbors.END), last(resumed, Neighbors.END));
    }

    private static Checkpoint last(SimulatedRun run, String name) {
        return run.checkpoints().stream()
                .filter(checkpoint -> checkpoint.name().equals(name))
                .reduce((one, next) -> next)
                .orElseThrow(() -> new AssertionError("the run has no checkpoint " + name));
    }

    private List<String> toldAfter(long step, SimulatedRun run) {
        return run.decisionsOf(id).stream()
                .filter(decision -> decision.step() > step)
                .map(Course::told)
                .toList();
    }

    void losesFolder() {
        try {
            completes(Neighbors.breakingTheFolder(with()));
        } catch (RuntimeException thrown) {
            for (Throwable one = thrown; one != null; one = one.getCause()) {
                if (one instanceof IOException) {
                    return; // as was to be expected of one that writes
                }
            }
            throw thrown;
        }
    }

    static void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise);
        }
    }
}
