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
     * @param name letters, digits, {@code - _ . =}; not beginning with a dot
     * @throws IllegalArgumentException if the name has other characters
     */
    void request(String name);

    /**
     * The checkpoints that this run has written and not deleted, those from before a resume among them.
     *
     * @return from the oldest to the newest
     */
    List<Checkpoint> saved();

    /**
     * Deletes a checkpoint that this run has written.
     *
     * @param checkpoint one of {@link #saved}
     * @throws IllegalArgumentException if this run did not write it
     */
    void delete(Checkpoint checkpoint);
}
