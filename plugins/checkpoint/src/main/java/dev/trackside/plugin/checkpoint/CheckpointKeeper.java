package dev.trackside.plugin.checkpoint;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import dev.trackside.Clock;
import dev.trackside.Decision;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.MonitorMode;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnResume;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plan;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.State;
import dev.trackside.TracksideException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Saves the run as it goes on: {@code last} and {@code best}, and if wanted the newest and the best few under names of their own.
 *
 * <ul>
 *   <li>{@code last} is what a resume continues from. It is saved every {@code every-epochs} epochs, {@code every-steps} steps and {@code every} so much
 *       time, at the last epoch, when the run is stopped or interrupted, on demand, and together with each {@code best}, so that no checkpoint is
 *       newer than {@code last}.
 *   <li>{@code best} is saved at each epoch end whose {@code monitor} is strictly better than ever before. NaN is never better; an epoch without the
 *       metric is passed over. With {@code keep-best: 3} the three best stay, under {@code best-} and a name.
 *   <li>With {@code keep: 3} the newest three of {@code last} stay under names of their own, and with {@code keep-every: 10} each tenth of them for ever.
 * </ul>
 *
 * <p>A checkpoint is deleted when the newer one is complete on disk, and only if this callback had it written in this run.
 *
 * <p>A stopped run is saved as training left it, before {@code early-stopping} puts other weights back at train end; the best weights are those
 * of {@code best}. A failed run saves nothing more: what was saved before is sound, what is in memory may not be.
 *
 * @since 0.1
 */
@Plugin("checkpoint")
public final class CheckpointKeeper {

    private static final String LAST = "last";
    private static final String BEST = "best";
    private static final String DEMAND = "checkpoint-now";
    private static final long DEMAND_NANOS = Duration.ofSeconds(1).toNanos();

    /** Epochs from one save to the next; 0 for none by epochs. */
    @Option(min = 0)
    int everyEpochs = 1;

    /** Optimizer steps from one save to the next; none by steps if not given. */
    @Option(min = 1)
    @Nullable
    Integer everySteps;

    /** Time from one save to the next, e.g. 10m; none by time if not given. Looked at after each batch. */
    @Option
    @Nullable
    Duration every;

    /** Whether a file checkpoint-now in the folder of the run asks for a save; looked for every second. */
    @Option
    boolean onDemand;

    /** The metric that tells the best epoch; without a value no best is saved. */
    @Option
    @Nullable
    String monitor = "val_loss";

    /** Whether the metric is better when small or large: min, max, or auto, which goes by the metric's name. */
    @Option
    MonitorMode mode = MonitorMode.AUTO;

    /** How many of the best stay; more than one under names of their own too, as best-epoch-0007. */
    @Option(min = 0)
    int keepBest = 1;

    /** How many of the newest saves also stay under names of their own, as epoch-0007 or step-0000120. */
    @Option(min = 0)
    int keep;

    /** Of the saves under names of their own each so manieth stays for ever; none if not given. */
    @Option(min = 1)
    @Nullable
    Integer keepEvery;

    /** Names of their own, with {epoch}, {step} and the monitored metric: epoch-{epoch:4}-{val_loss:.4}. */
    @Option
    @Nullable
    String name;

    /** What stands before all names but last, so that two instances can save in one run. */
    @Option
    String prefix = "";

    @State
    double best = Double.NaN;

    /** The best few by name, if they have names of their own. */
    @State
    Map<String, Double> bests = new LinkedHashMap<>();

    /** The newest under names of their own, without those that stay for ever. */
    @State
    List<String> named = new ArrayList<>();

    @State
    long namedSoFar;

    private MonitorMode direction = mode; // AUTO only until train begin
    private NameTemplate atEpochs = NameTemplate.of("", null); // of the options from train begin on
    private NameTemplate atSteps = atEpochs;
    private boolean stopping;
    private boolean interrupted;
    private int savedEpoch = -1; // the index of the last epoch that was saved at its end
    private long savedStep = -1; // the steps in the last that is complete on disk
    private long requestedStep = -1; // the steps when the last was asked for
    private long savedAt; // by the monotonic clock
    private long demandLookedFor;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public CheckpointKeeper() {}

    @OnTrainBegin
    void begin(Clock clock) {
        if (monitor != null) {
            direction = mode.resolve(monitor);
        }
        if (every != null && (every.isNegative() || every.isZero())) {
            throw new TracksideException("every is %s, and must be longer than nothing, e.g. 10m.".formatted(every));
        }
        atEpochs = NameTemplate.of(prefix + (name == null ? "epoch-{epoch:4}" : name), monitor);
        atSteps = NameTemplate.of(prefix + (name == null ? "step-{step:7}" : name), monitor);
        savedAt = clock.nanoTime();
        demandLookedFor = savedAt;
    }

    @OnBatchEnd
    void batchEnds(Epoch epoch, long step, Clock clock, Checkpoints checkpoints, RunFiles files) {
        boolean bySteps = everySteps != null && step % everySteps == 0 && step > 0 && step != requestedStep;
        if ((bySteps || isDueByTime(clock) || isDemanded(clock, files)) && !interrupted) {
            if (keep > 0) {
                requestNamed(atSteps.fill(epoch.number(), step, OptionalDouble.empty()), checkpoints);
            }
            requestLast(step, clock, checkpoints);
        }
    }

    @OnEpochEnd
    void epochEnds(
            Epoch epoch,
            long step,
            Plan plan,
            Clock clock,
            Checkpoints checkpoints,
            @Metric(option = "monitor") OptionalDouble value) {
        boolean due = stopping
                || interrupted
                || (everyEpochs > 0 && epoch.number() % everyEpochs == 0)
                || epoch.number() == plan.epochs().orElse(0)
                || isDueByTime(clock);
        // At an interrupt the epoch is not whole: its mean says nothing, and what is saved is a place in its midst.
        boolean better = !interrupted && value.isPresent() && saveIfBest(epoch, step, value, checkpoints);
        if (due && keep > 0 && !interrupted) {
            requestNamed(atEpochs.fill(epoch.number(), step, value), checkpoints);
        }
        if (due || better) {
            requestLast(step, clock, checkpoints);
            savedEpoch = epoch.index();
        }
    }

    @OnDecision
    void decided(Decision decision, Checkpoints checkpoints) {
        if (decision.kind() == Decision.Kind.INTERRUPT) {
            interrupted = true;
        } else if (decision.kind() == Decision.Kind.STOP && decision.effect() == Decision.Effect.TAKEN) {
            stopping = true;
            // A stop at epoch end is only known after the handlers of epoch end, and still before train end.
            if (decision.event().equals(OnEpochEnd.class.getSimpleName()) && decision.epoch() != savedEpoch) {
                checkpoints.request(LAST);
            }
        }
    }

    @OnCheckpoint
    void saved(Checkpoint complete, Checkpoints checkpoints) {
        if (complete.name().equals(LAST)) {
            savedStep = complete.step();
        } else if (named.contains(complete.name())) {
            keepNewest(checkpoints);
        } else if (bests.containsKey(complete.name())) {
            keepBest(checkpoints);
        }
    }

    @OnResume
    void resumed(Checkpoint from, Plan plan, Checkpoints checkpoints) {
        named.retainAll(names(checkpoints)); // what was not written before the run ended is not there
        bests.keySet().retainAll(names(checkpoints));
        // A kill may have come between two checkpoints of the last epoch's end; nothing comes any more that would save
        // the other.
        boolean isAtEnd = from.event().equals("OnEpochEnd")
                && from.epoch() + 1 == plan.epochs().orElse(-1);
        if (isAtEnd && !from.name().equals(LAST)) {
            checkpoints.request(LAST);
        }
    }

    @OnTrainEnd
    void trainingEnds(Run run, Checkpoints checkpoints) {
        Outcome outcome = run.outcome().orElse(Outcome.COMPLETED);
        boolean cutShort = outcome == Outcome.INTERRUPTED || outcome == Outcome.LEFT;
        if (cutShort && savedStep != run.summary().steps()) {
            checkpoints.request(LAST);
        }
    }

    private void requestLast(long step, Clock clock, Checkpoints checkpoints) {
        checkpoints.request(LAST);
        requestedStep = step;
        savedAt = clock.nanoTime();
    }

    private boolean isDueByTime(Clock clock) {
        return every != null && clock.nanoTime() - savedAt >= every.toNanos();
    }

    private boolean isDemanded(Clock clock, RunFiles files) {
        if (!onDemand || clock.nanoTime() - demandLookedFor < DEMAND_NANOS) {
            return false;
        }
        demandLookedFor = clock.nanoTime();
        try {
            return Files.deleteIfExists(files.folder().resolve(DEMAND));
        } catch (IOException fault) {
            throw new UncheckedIOException("The file %s cannot be deleted.".formatted(DEMAND), fault);
        }
    }

    /** Asks for a best one, and for one of the best few, if the value is as good. */
    private boolean saveIfBest(Epoch epoch, long step, OptionalDouble value, Checkpoints checkpoints) {
        double now = value.getAsDouble();
        boolean better = keepBest > 0 && direction.better(now, best, 0);
        boolean amongBest = keepBest > 1
                && !Double.isNaN(now)
                && bests.values().stream()
                                .filter(kept -> !direction.better(now, kept, 0))
                                .count()
                        < keepBest;
        if (amongBest) {
            String askedBest = prefix + BEST + "-"
                    + atEpochs.fill(epoch.number(), step, value).substring(prefix.length());
            bests.put(askedBest, now);
            checkpoints.request(askedBest);
        }
        if (better) {
            best = now;
            checkpoints.request(prefix + BEST);
        }
        return better || amongBest;
    }

    /** Remembers it before it is written, so that it knows itself when the run is resumed from it. */
    private void requestNamed(String asked, Checkpoints checkpoints) {
        named.remove(asked); // if it is saved again under the same name
        namedSoFar++;
        if (keepEvery == null || namedSoFar % keepEvery != 0) {
            named.add(asked);
        }
        checkpoints.request(asked);
    }

    /** Deletes the oldest that are too many. Those that are still being written do not count: they may fail. */
    private void keepNewest(Checkpoints checkpoints) {
        List<String> complete = new ArrayList<>(named);
        complete.retainAll(names(checkpoints));
        for (String oldest : complete.subList(0, Math.max(0, complete.size() - keep))) {
            named.remove(oldest);
            delete(oldest, checkpoints);
        }
    }

    /** Deletes the worst that are too many, the last of equals; those that are still being written do not count. */
    private void keepBest(Checkpoints checkpoints) {
        Map<String, Double> complete = new LinkedHashMap<>(bests);
        complete.keySet().retainAll(names(checkpoints));
        while (complete.size() > keepBest) {
            String worst = "";
            double worstValue = Double.NaN;
            for (Map.Entry<String, Double> one : complete.entrySet()) {
                if (worst.isEmpty() || !direction.better(one.getValue(), worstValue, 0)) {
                    worst = one.getKey();
                    worstValue = one.getValue();
                }
            }
            complete.remove(worst);
            bests.remove(worst);
            delete(worst, checkpoints);
        }
    }

    private static List<String> names(Checkpoints checkpoints) {
        return checkpoints.saved().stream().map(Checkpoint::name).toList();
    }

    private static void delete(String name, Checkpoints checkpoints) {
        checkpoints.saved().stream()
                .filter(one -> one.name().equals(name))
                .toList()
                .forEach(checkpoints::delete);
    }
}
