package dev.trackside;

/**
 * Labels and outputs of one validation batch. A capability; only in {@link OnValidationBatchEnd}. A view lent for the call.
 *
 * @since 0.1
 */
public interface Predictions {

    /**
     * The number of examples in the batch.
     *
     * @return a positive number
     */
    int size();

    /**
     * The number of outputs for each example: the classes of a classification (one for a binary one with a single probability), the targets of
     * a regression.
     *
     * @return a positive number
     */
    int width();

    /**
     * The truth for an example: the index of its class, or its target.
     *
     * @param example from 0 to {@code size() - 1}
     * @return a class index from 0, or the target's value
     */
    double label(int example);

    /**
     * An output of the model for an example: the probability of a class, or the predicted value.
     *
     * @param example from 0 to {@code size() - 1}
     * @param output from 0 to {@code width() - 1}
     * @return a probability, or the predicted value
     */
    double output(int example, int output);

    /**
     * A copy for keeping, usable from any thread.
     *
     * @return the predictions as they are now
     */
    Predictions snapshot();
}
