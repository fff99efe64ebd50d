package dev.trackside.runtime.core;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import dev.trackside.TracksideException;
import dev.trackside.runtime.checkpoint.CheckpointData;
import dev.trackside.runtime.checkpoint.CheckpointFormat;
import dev.trackside.runtime.checkpoint.WriteMode;
import dev.trackside.spi.CheckpointStore;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes the checkpoints that callbacks ask for, at the end of the event in which they ask, and has them written. One that is written while the training
 * goes on is known to callbacks from the first event after which it is complete.
 */
final class CheckpointTaking {

    private static final Logger LOG = LogManager.getLogger(CheckpointTaking.class);

    /** Bytes of an engine's state up to which a write takes no longer than an event may. */
    static final long SMALL = 8L << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_=-][A-Za-z0-9_.=-]*");

    private final TrainingRun run;
    private final CheckpointStore store;
    private final CheckpointWriting writing;
    private final Deque<Request> requests = new ArrayDeque<>();
    private final List<Checkpoint> saved = new ArrayList<>();
    private @Nullable CheckpointData atInterrupt;

    private boolean held;

    private record Request(String name, Callback callback) {}

    CheckpointTaking(TrainingRun run, CheckpointStore store) {
        this.run = run;
        this.store = store;
        this.writing = new CheckpointWriting(store, () -> run.firing().news());
    }

    void request(String name, Callback callback) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot name a checkpoint: use letters, digits, '-', '_', '.' and '=', and no dot at the start."
                            .formatted(name));
        }
        if (run.ending().hasFailed()) {
            throw new IllegalStateException(
                    "The run has failed in the middle of its work; what a checkpoint would hold now cannot be continued from. Use the last one.");
        }
        requests.add(new Request(name, callback));
        run.firing().news();
    }

    boolean isAsked() {
        return !held && !requests.isEmpty();
    }

    /** Puts off what is asked for, or no longer. */
    void hold(boolean held) {
        this.held = held;
        run.firing().news();
    }

    /** Keeps the state at an interrupt, if anybody may want to save it: checkpoints asked for later in this run save it. */
    void interrupted() {
        if (atInterrupt == null
                && run.services().engineState().isPresent()
                && run.dispatcher().wants(Checkpoints.class)) {
            atInterrupt = new RunState(run).capture();
        }
    }

    /** Takes the next checkpoint that was asked for, and has it written. */
    void take() {
        Request request = requests.remove();
        run.progress().checkpoints++;
        writing.awaitRoom();
        CheckpointData data = atInterrupt != null ? atInterrupt : new RunState(run).capture();
        CheckpointData named =
                RunState.withRequest(data, request.name(), request.callback().id());
        CheckpointWriting.Order order =
                new CheckpointWriting.Order(run.progress().checkpoints, request.name(), named, request.callback());
        if (isWrittenAside(data)) {
            writing.writeAside(order);
        } else {
            writing.write(order);
        }
    }

    private boolean isWrittenAside(CheckpointData data) {
        WriteMode mode = run.settings().checkpointWriting();
        return mode == WriteMode.ASYNC
                || (mode == WriteMode.AUTO
                        && data.engine().values().stream()
                                        .mapToLong(part -> part.length)
                                        .sum()
                                > SMALL);
    }

    /** Whether a checkpoint is complete, or has failed, that callbacks have not heard of. */
    boolean isWritten() {
        return writing.hasNext();
    }

    /** Raises {@code OnCheckpoint} for the next checkpoint that is complete, or judges why it has failed. */
    void tell() {
        CheckpointWriting.Done end = writing.next();
        if (end == null) {
            return;
        }
        if (end.location() != null) {
            run.counts().checkpointIs(end.order().number());
            run.firing().raise(EventKind.CHECKPOINT.annotation(), keep(end, end.location()));
        } else if (end.fault() != null) {
            run.firing().judge(end.order().callback(), writing(end), end.fault());
        }
    }

    private Checkpoint keep(CheckpointWriting.Done end, String location) {
        Checkpoint checkpoint = RunState.describe(end.order().data(), location);
        saved.removeIf(older -> older.name().equals(checkpoint.name()));
        saved.add(checkpoint);
        return checkpoint;
    }

    private static String writing(CheckpointWriting.Done end) {
        CheckpointWriting.Order order = end.order();
        return end.aside()
                ? "writing the checkpoint %s of step %d while the training went on"
                        .formatted(order.name(), RunState.steps(order.data()))
                : "writing the checkpoint " + order.name();
    }

    /** Whether anything is written, or callbacks have not heard of it yet. */
    boolean isBusy() {
        return writing.isBusy();
    }

    /**
     * Waits until nothing is written any more, and fires what follows from it.
     *
     * @return whether there was anything
     */
    boolean finish() {
        boolean any = false;
        while (writing.isBusy()) {
            any = true;
            writing.awaitAll();
            run.firing().news();
            run.firing().settleNow();
        }
        return any;
    }

    /** Waits until nothing is written any more. */
    void await() {
        writing.awaitAll();
    }

    /** The end of all this in a run that has failed: nothing is fired, and what was asked for and not taken is forgotten. */
    void giveUp() {
        writing.awaitAll();
        for (CheckpointWriting.Done end = writing.next(); end != null; end = writing.next()) {
            if (end.location() != null) {
                LOG.info("The checkpoint {} is complete, as the failed run waited for it.", keep(end, end.location()));
            } else if (end.fault() != null) {
                LOG.error(
                        "The callback {} failed {}, and the run has failed, too.",
                        end.order().callback().id(),
                        writing(end),
                        MaskedFault.of(end.fault(), run::masked));
            }
        }
        requests.forEach(request -> LOG.warn(
                "The checkpoint {} of {} is not taken, as the run has failed at the same event.",
                request.name(),
                request.callback().id()));
        requests.clear();
    }

    List<Checkpoint> saved() {
        return List.copyOf(saved);
    }

    void delete(Checkpoint checkpoint) {
        boolean ours = saved.removeIf(one -> one.name().equals(checkpoint.name()));
        if (!ours) {
            throw new IllegalArgumentException("The checkpoint %s was not written by this run, so it is not deleted."
                    .formatted(checkpoint.name()));
        }
        if (writing.await(checkpoint.name())) {
            return; // a newer one of the same name has just taken its place
        }
        try {
            store.delete(checkpoint.name());
        } catch (IOException fault) {
            throw new TracksideException(
                    "The checkpoint %s cannot be deleted: %s".formatted(checkpoint.name(), fault.getMessage()), fault);
        }
    }

    /** Finds, on resume, the checkpoints that this run has written before. */
    void recall() {
        List<Checkpoint> found = new ArrayList<>();
        try {
            for (String name : store.names()) {
                try (InputStream in = store.open(name)) {
                    CheckpointData data = CheckpointFormat.read(name, in);
                    if (run.id().equals(data.run().get(RunState.RUN_ID))) {
                        found.add(0, RunState.describe(data, name));
                    }
                } catch (IOException | TracksideException fault) {
                    LOG.warn("The checkpoint {} of an earlier session cannot be read; it is left alone.", name, fault);
                }
            }
        } catch (IOException fault) {
            LOG.warn("The checkpoints of the earlier session cannot be listed; they are left alone.", fault);
        }
        saved.addAll(found);
    }
}
