package dev.trackside;

/**
 * One training batch. A view lent for the call.
 *
 * @since 0.1
 */
public interface Batch {

    /**
     * The index of the batch in its epoch.
     *
     * @return an index from 0
     */
    int index();

    /**
     * The number of the batch in its epoch, for people.
     *
     * @return a number from 1
     */
    default int number() {
        return index() + 1;
    }

    /**
     * The index of the epoch the batch belongs to.
     *
     * @return an index from 0
     */
    int epoch();

    /**
     * Optimizer steps done in the run.
     *
     * @return a count from 0
     */
    long steps();

    /**
     * The weight of the batch in the means over its epoch: the number of its examples where they are counted.
     *
     * @return a positive number; 1 where examples are not counted
     */
    double examples();

    /**
     * Whether a callback skipped the batch.
     *
     * @return true from the moment it was skipped
     */
    boolean skipped();

    /**
     * Whether the loop went through the whole batch. Meaningful at {@link OnBatchEnd}.
     *
     * @return false if the loop left it by {@code break} or {@code return}, or it was skipped
     */
    boolean complete();

    /**
     * A copy for keeping, usable from any thread.
     *
     * @return the batch as it is now
     */
    Batch snapshot();
}
