package dev.trackside;

import java.util.List;

/**
 * Takes checkpoints. A capability of runs whose engine can save its state.
 *
 * @since 0.1
 */
public interface Checkpoints {

    /**
     * Asks for a checkpoint. It is taken at the end of the current event, when every handler and every event queued by them has run: weights,
     * optimizer, position, random state, metrics, filter counters and all {@link State @State}. {@link OnCheckpoint} follows when it is
     * complete on disk. One of the same name is replaced only then.
     *
     * <p>Large states are copied and written while the training goes on (see {@code run.checkpoint-writing}); {@code @OnCheckpoint} then comes at the
     * end of the first event after it is complete, and a fault is the caller's at that event. Two are held at most: with a third one the training waits,
     * as it does before train end and before callbacks are closed.
     *
     * @param name letters, digits, {@code - _ . =}; not beginning with a dot
     * @throws IllegalArgumentException if the name has other characters
     */
    void request(String name);

    /**
     * The checkpoints that this run has written and not deleted, those from before a resume among them; not those that are still being written.
     *
     * @return from the oldest to the newest
     */
    List<Checkpoint> saved();

    /**
     * Deletes a checkpoint that this run has written. If a newer one of the same name is being written, it is waited for; when that has taken the place
     * of the older, there is nothing left to be deleted.
     *
     * @param checkpoint one of {@link #saved}
     * @throws IllegalArgumentException if this run did not write it
     */
    void delete(Checkpoint checkpoint);
}
