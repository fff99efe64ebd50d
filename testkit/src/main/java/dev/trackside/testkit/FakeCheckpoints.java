package dev.trackside.testkit;

import dev.trackside.Checkpoint;
import dev.trackside.Checkpoints;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checkpoints without files. As in a run they are only asked for; the test says when they are taken, with {@link #take}.
 *
 * <pre>{@code
 * callback.epochEnd(FakeEpoch.of(0), checkpoints);
 * for (Checkpoint checkpoint : checkpoints.take(0, 10, Map.of("val_loss", 0.5))) {
 *     callback.checkpoint(checkpoint, checkpoints);
 * }
 * }</pre>
 *
 * @since 0.1
 */
public final class FakeCheckpoints implements Checkpoints {

    private final Set<String> requests = new LinkedHashSet<>();
    private final List<Checkpoint> saved = new ArrayList<>();
    private final List<Checkpoint> deleted = new ArrayList<>();

    /** Creates the checkpoints of a run that has none yet. */
    public FakeCheckpoints() {}

    @Override
    public void request(String name) {
        if (!name.matches("[A-Za-z0-9_=-][A-Za-z0-9_.=-]*")) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot name a checkpoint: use letters, digits, '-', '_', '.' and '=', and no dot at the start"
                            .formatted(name));
        }
        requests.add(name);
    }

    /**
     * The names of the checkpoints that were asked for and not taken yet.
     *
     * @return a copy, in order
     */
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /**
     * Takes what was asked for, as a run does at the end of an event; here of {@code @OnEpochEnd}.
     *
     * @param epoch the index of the epoch, from 0
     * @param step optimizer steps done
     * @param metrics the metrics of the event
     * @return the checkpoints that were taken now, in the order in which they were asked for, for the handlers of {@code @OnCheckpoint}
     */
    public List<Checkpoint> take(int epoch, long step, Map<String, Double> metrics) {
        List<Checkpoint> taken = new ArrayList<>();
        for (String name : requests) {
            Checkpoint checkpoint = new Checkpoint(
                    name, "fake:" + name, FakeRunFiles.CALLBACK, "OnEpochEnd", epoch, step, metrics, TestClock.START);
            saved.removeIf(older -> older.name().equals(name));
            saved.add(checkpoint);
            taken.add(checkpoint);
        }
        requests.clear();
        return taken;
    }

    @Override
    public List<Checkpoint> saved() {
        return List.copyOf(saved);
    }

    @Override
    public void delete(Checkpoint checkpoint) {
        if (!saved.removeIf(one -> one.name().equals(checkpoint.name()))) {
            throw new IllegalArgumentException(
                    "the checkpoint %s was not written by this run, so it is not deleted".formatted(checkpoint.name()));
        }
        deleted.add(checkpoint);
    }

    /**
     * What was deleted.
     *
     * @return a copy, in order
     */
    public List<Checkpoint> deleted() {
        return List.copyOf(deleted);
    }
}
