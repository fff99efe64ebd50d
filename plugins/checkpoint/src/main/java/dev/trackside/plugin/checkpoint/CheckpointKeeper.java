package dev.trackside.plugin.checkpoint;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import dev.trackside.Decision;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.MonitorMode;
import dev.trackside.OnCheckpoint;
import dev.trackside.OnDecision;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plan;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.State;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Saves the run as it goes on: {@code last} and {@code best}, and if wanted the newest few under numbers.
 *
 * <ul>
 *   <li>{@code last} is saved every {@code every-epochs} epochs, at the last epoch, and when the run is stopped or interrupted: it is what a
 *       resume continues from. It is saved together with each {@code best} too, so that no checkpoint is newer than {@code last}.
 *   <li>{@code best} is saved at each epoch end whose {@code monitor} is strictly better than ever before. NaN is never better; an epoch
 *       without the metric is passed over.
 *   <li>{@code epoch-0007} is saved with {@code last} where that is due at the end of an epoch, if {@code keep} is positive. Of those the newest {@code keep} stay. An older one is
 *       deleted when the newer one is complete on disk, and only if this callback had it written in this run.
 * </ul>
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

    /** Epochs from one save to the next. */
    @Option(min = 1)
    int everyEpochs = 1;

    /** The metric that tells the best epoch; without a value no best is saved. */
    @Option
    @Nullable
    String monitor = "val_loss";

    /** Whether the metric is better when small or large: min, max, or auto, which goes by the metric's name. */
    @Option
    MonitorMode mode = MonitorMode.AUTO;

    /** How many of the newest saves also stay under the number of their epoch, as epoch-0007. */
    @Option(min = 0)
    int keep;

    @State
    double best = Double.NaN;

    private MonitorMode direction = mode; // AUTO only until train begin
    private boolean stopping;
    private boolean interrupted;
    private int savedEpoch = -1; // the index of the last epoch that was saved at its end
    private long savedStep = -1; // the steps in the last that is complete on disk
    private String numbered = ""; // the name of the newest numbered one that was asked for

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public CheckpointKeeper() {}

    @OnTrainBegin
    void begin() {
        if (monitor != null) {
            direction = mode.resolve(monitor);
        }
    }

    @OnEpochEnd
    void epochEnds(Epoch epoch, Plan plan, Checkpoints checkpoints, @Metric(option = "monitor") OptionalDouble value) {
        boolean due = stopping
                || interrupted
                || epoch.number() % everyEpochs == 0
                || epoch.number() == plan.epochs().orElse(0);
        // At an interrupt the epoch is not whole: its mean says nothing, and what is saved is a place in its midst.
        boolean better = !interrupted && value.isPresent() && direction.better(value.getAsDouble(), best, 0);
        if (better) {
            best = value.getAsDouble();
            checkpoints.request(BEST);
        }
        if (due && keep > 0 && !interrupted) {
            numbered = String.format(Locale.ROOT, "epoch-%04d", epoch.number());
            checkpoints.request(numbered);
        }
        if (due || better) {
            checkpoints.request(LAST);
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
        } else if (complete.name().equals(numbered)) {
            deleteOlder(complete.requestedBy(), checkpoints);
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

    private void deleteOlder(String requestedBy, Checkpoints checkpoints) {
        List<Checkpoint> kept = checkpoints.saved().stream()
                .filter(one -> one.requestedBy().equals(requestedBy))
                .filter(one -> !one.name().equals(LAST) && !one.name().equals(BEST))
                .toList();
        kept.subList(0, Math.max(0, kept.size() - keep)).forEach(checkpoints::delete);
    }
}
