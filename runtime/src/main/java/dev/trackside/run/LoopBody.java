package dev.trackside.run;

/**
 * A training loop of one's own, given to {@link RunBuilder#train(LoopBody)}.
 *
 * @param <E> the checked exception it may throw
 * @since 0.1
 */
@FunctionalInterface
public interface LoopBody<E extends Exception> {

    /**
     * Trains.
     *
     * @param loop gives the epochs
     * @throws E if training fails; the run fails with it
     */
    void train(Loop loop) throws E;
}
