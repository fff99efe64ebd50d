package dev.trackside;

/**
 * One epoch: a pass over the training data, with its validation. A view lent for the call. Metrics are parameters of
 * their own: {@link Metric @Metric} and {@link Metrics}, so that what nobody takes is not computed.
 *
 * @since 0.1
 */
public interface Epoch {

    /**
     * The index of the epoch in the run.
     *
     * @return an index from 0
     */
    int index();

    /**
     * The number of the epoch, for people.
     *
     * @return a number from 1
     */
    default int number() {
        return index() + 1;
    }

    /**
     * The training batches that have ended in this epoch so far.
     *
     * @return a count from 0
     */
    int batches();

    /**
     * A copy for keeping, usable from any thread.
     *
     * @return the epoch as it is now
     */
    Epoch snapshot();
}
