package dev.trackside;

/**
 * One pass over the validation data, inside an epoch. A view lent for the call.
 *
 * @since 0.1
 */
public interface Validation {

    /**
     * The index of the epoch the validation belongs to.
     *
     * @return an index from 0
     */
    int epoch();

    /**
     * The index of the current validation batch; at validation end that of the last one.
     *
     * @return an index from 0; -1 before the first batch
     */
    int batch();

    /**
     * The weight of the current validation batch in the means over the validation: the number of its examples where they are counted. At validation
     * end that of the last one.
     *
     * @return a positive number; 1 where examples are not counted
     */
    double examples();

    /**
     * Whether an interrupt cut the validation short, so that it has no means.
     *
     * @return true at the end of a validation that did not see all its batches
     */
    boolean interrupted();

    /**
     * A copy for keeping, usable from any thread.
     *
     * @return the validation as it is now
     */
    Validation snapshot();
}
