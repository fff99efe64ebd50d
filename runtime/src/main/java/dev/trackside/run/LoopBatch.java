package dev.trackside.run;

import dev.trackside.Batch;

/**
 * One batch of a loop of one's own.
 *
 * @param <X> the type of its data
 * @since 0.1
 */
public interface LoopBatch<X> extends Batch {

    /**
     * The data of the batch.
     *
     * @return the element that the iterable gave
     */
    X data();

    /**
     * Records a metric of the batch.
     *
     * @param metric its name
     * @param value its value: the mean over the examples of the batch; NaN is a value
     */
    void record(String metric, double value);

    /**
     * Fires {@code @OnGradients}: the gradients are computed and not yet used. Needs {@code .offers(Gradients.class, ...)}.
     *
     * @return false if a callback skipped the batch, so that no step must be made
     */
    boolean gradients();

    /**
     * Says that the optimizer has made a step, and fires {@code @OnStep}. A batch that ends without it, and is not skipped, is one step all the
     * same, unless the loop {@linkplain Loop#countsSteps counts its steps} itself.
     */
    void step();
}
