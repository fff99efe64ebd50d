package dev.trackside.runtime.core;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import dev.trackside.TracksideException;
import dev.trackside.runtime.checkpoint.CheckpointData;
import dev.trackside.runtime.checkpoint.CheckpointFormat;
import dev.trackside.runtime.checkpoint.LocalCheckpointStore;
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

/** Takes the checkpoints that callbacks ask for, at the end of the event in which they ask. */
final class CheckpointTaking {

    private static final Logger LOG = LogManager.getLogger(CheckpointTaking.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_=-][A-Za-z0-9_.=-]*");

    private final TrainingRun run;
    private final CheckpointStore store;
    private final Deque<Request> requests = new ArrayDeque<>();
    private final List<Checkpoint> saved = new ArrayList<>();
    private @Nullable CheckpointData atInterrupt;

    private boolean held;

    private record Request(String name, Callback callback) {}

    CheckpointTaking(TrainingRun run, RunFolder folder) {
        this.run = run;
        this.store = new LocalCheckpointStore(folder.checkpoints());
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

    /** Takes the next checkpoint that was asked for and raises {@code OnCheckpoint}. */
    void take() {
        Request request = requests.remove();
        run.progress().checkpoints++;
        CheckpointData data = atInterrupt != null ? atInterrupt : new RunState(run).capture();
        CheckpointData named =
                RunState.withRequest(data, request.name(), request.callback().id());
        boolean interrupted = Thread.interrupted(); // it would close the files that are written
        try {
            String location = store.save(request.name(), out -> CheckpointFormat.write(named, out));
            Checkpoint checkpoint = RunState.describe(named, location);
            saved.removeIf(older -> older.name().equals(checkpoint.name()));
            saved.add(checkpoint);
            run.firing().raise(EventKind.CHECKPOINT.annotation(), checkpoint);
        } catch (IOException | RuntimeException fault) {
            run.firing().judge(request.callback(), "writing the checkpoint " + request.name(), fault);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
