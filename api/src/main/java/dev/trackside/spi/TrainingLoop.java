package dev.trackside.spi;

import java.util.Random;

/**
 * A run as an engine sees it. The engine owns the loop and tells the run where it is; the run fires the events and says what comes next.
 *
 * <pre>{@code
 * while (loop.nextEpoch()) {
 *     shuffle(order, loop.random());
 *     batches:
 *     for (int batch = 0; batch < count; batch++) {
 *         switch (loop.beginBatch(examples(batch))) {
 *             case SKIP: continue;
 *             case END: break batches;
 *             case RUN: break;
 *         }
 *         double loss = forwardAndBackward(order, batch);
 *         loop.record(lossSlot, loss);
 *         if (loop.gradients()) {
 *             optimizer.step();
 *             loop.step();
 *         }
 *         loop.endBatch();
 *     }
 *     if (loop.beginValidation()) {
 *         validation:
 *         for (int batch = 0; batch < validationCount; batch++) {
 *             switch (loop.beginValidationBatch(validationExamples(batch))) {
 *                 case SKIP: continue;
 *                 case END: break validation;
 *                 case RUN: break;
 *             }
 *             loop.record(validationLossSlot, evaluate(batch));
 *             loop.endValidationBatch();
 *         }
 *         loop.endValidation();
 *     }
 *     loop.endEpoch();
 * }
 * }</pre>
 *
 * <p>On a resumed run the loop is written no differently: batches done before are answered with {@link Go#SKIP}, events fired before are not
 * fired again. To be used on one thread. A call out of order is an {@code IllegalStateException}.
 *
 * @since 0.1
 */
public interface TrainingLoop {

    /** What to do with a batch. */
    enum Go {
        /** Train or evaluate it. */
        RUN,
        /** Leave it out; do not end it. A callback skipped it, or it was done before a resume. */
        SKIP,
        /** Leave the loop over the batches; do not end this one. */
        END
    }

    /**
     * The seed of the run.
     *
     * @return the seed
     */
    long seed();

    /**
     * How many batches share an optimizer step, {@code run.accumulate}. More than 1 only for an engine that {@link Engine#accumulates}; it then calls
     * {@link #gradients} and {@link #step} once for each group of so many batches, in its last batch, with the mean of the gradients over all examples of
     * the group. A group ends with its epoch at the latest.
     *
     * @return at least 1
     */
    default int accumulate() {
        return 1;
    }

    /**
     * The slot of a metric that the engine declares.
     *
     * @param metric its name, one of {@link Engine#metrics}
     * @return the slot to record with
     */
    int slot(String metric);

    /**
     * Whether anybody takes a metric. May change when callbacks are attached or detached, so it is asked batch by batch.
     *
     * @param slot its slot
     * @return false if computing it would tell nobody
     */
    boolean wants(int slot);

    /**
     * Whether any attached callback takes a capability, for those that cost something: gradients, predictions.
     *
     * @param capability its type
     * @return false if preparing it would serve nobody
     */
    boolean wants(Class<?> capability);

    /**
     * Begins the next epoch and fires its begin.
     *
     * @return false if the run is over
     */
    boolean nextEpoch();

    /**
     * The epoch that is open.
     *
     * @return its index, from 0
     */
    int epoch();

    /**
     * The random numbers of the epoch, for shuffling before its first batch. They depend on the seed of the run and the index of the epoch only.
     *
     * @return the same generator throughout the epoch
     */
    Random random();

    /**
     * Begins the next training batch and fires its begin.
     *
     * @param examples its weight in the means: the number of its examples
     * @return what to do with it
     */
    Go beginBatch(double examples);

    /**
     * Fires the gradients of the open batch, if anybody listens. To be called by engines that offer {@code Gradients}, whose handlers may change
     * them until it returns.
     *
     * @return false if a callback skipped the batch, so that the optimizer must not step
     */
    boolean gradients();

    /**
     * Says that the optimizer has made a step, and fires it. The batch's metrics are recorded before, those of the model after the step too: a
     * run that is resumed from a checkpoint of this moment only ends the batch.
     */
    void step();

    /**
     * Records a metric of the open batch, training or validation.
     *
     * @param slot its slot
     * @param value its value: the mean over the examples of the batch; NaN is a value
     */
    void record(int slot, double value);

    /** Ends the open batch and fires its end. */
    void endBatch();

    /**
     * Begins the validation of the epoch and fires its begin.
     *
     * @return false if there is none now: it is not due, or an interrupt or a stop at epoch begin left it out
     */
    boolean beginValidation();

    /**
     * Begins the next validation batch and fires its begin.
     *
     * @param examples its weight in the means: the number of its examples
     * @return what to do with it
     */
    Go beginValidationBatch(double examples);

    /** Ends the open validation batch and fires its end. */
    void endValidationBatch();

    /** Ends the validation and fires its end. */
    void endValidation();

    /** Ends the epoch and fires its end. */
    void endEpoch();
}
