package dev.trackside.run;

import dev.trackside.Epoch;
import java.util.Random;
import java.util.function.ToIntFunction;

/**
 * One epoch of a loop of one's own.
 *
 * @since 0.1
 */
public interface LoopEpoch extends Epoch {

    /**
     * The batches to train, each of weight 1 in the means of the epoch.
     *
     * <p>Each batch begins when it is asked for and ends when the next one is. Batches that a callback skips, or that were done before a resume,
     * are left out; after a stop there are no more.
     *
     * @param <X> the type of the data
     * @param data the data of each batch, in the same order in a resumed epoch: shuffle with {@link #random}
     * @return batches to iterate over once
     */
    <X> Iterable<LoopBatch<X>> batches(Iterable<? extends X> data);

    /**
     * The batches to train, weighted by the number of their examples, which also gives the metric {@code examples_per_second}.
     *
     * @param <X> the type of the data
     * @param data the data of each batch
     * @param examples counts the examples of a batch; positive
     * @return batches to iterate over once
     */
    <X> Iterable<LoopBatch<X>> batches(Iterable<? extends X> data, ToIntFunction<? super X> examples);

    /**
     * The batches to train, each of weight 1 in the means of the epoch.
     *
     * @param <X> the type of the data
     * @param data the data of each batch
     * @return batches to iterate over once
     */
    <X> Iterable<LoopBatch<X>> batches(X[] data);

    /**
     * The batches to train, weighted by the number of their examples.
     *
     * @param <X> the type of the data
     * @param data the data of each batch
     * @param examples counts the examples of a batch; positive
     * @return batches to iterate over once
     */
    <X> Iterable<LoopBatch<X>> batches(X[] data, ToIntFunction<? super X> examples);

    /**
     * Validates, if a validation is due in this epoch ({@code run.validate-every}) and no interrupt left it out.
     *
     * @param <E> the checked exception it may throw
     * @param validation records metrics with {@code val_} names through {@link #record} or {@link #validationBatches}
     * @throws E if the validation fails; the run fails with it
     */
    <E extends Exception> void validation(ValidationBody<E> validation) throws E;

    /**
     * The batches of a validation, each of weight 1 in its means; within {@link #validation} only.
     *
     * @param <X> the type of the data
     * @param data the data of each batch
     * @return batches to iterate over once
     */
    <X> Iterable<LoopBatch<X>> validationBatches(Iterable<? extends X> data);

    /**
     * The batches of a validation, weighted by the number of their examples; within {@link #validation} only.
     *
     * @param <X> the type of the data
     * @param data the data of each batch
     * @param examples counts the examples of a batch; positive
     * @return batches to iterate over once
     */
    <X> Iterable<LoopBatch<X>> validationBatches(Iterable<? extends X> data, ToIntFunction<? super X> examples);

    /**
     * Records a metric of the whole epoch, or within {@link #validation} of the whole validation.
     *
     * @param metric its name; within a validation it begins with {@code val_}
     * @param value its value; NaN is a value
     */
    void record(String metric, double value);

    /**
     * The random numbers of this epoch. They depend on the seed of the run and the index of the epoch only, so a resumed epoch shuffles alike.
     * Draw from it before the first batch.
     *
     * @return the same generator throughout the epoch
     */
    Random random();

    /**
     * A validation of an own loop.
     *
     * @param <E> the checked exception it may throw
     */
    @FunctionalInterface
    interface ValidationBody<E extends Exception> {
        /**
         * Validates.
         *
         * @throws E if it fails
         */
        void validate() throws E;
    }
}
