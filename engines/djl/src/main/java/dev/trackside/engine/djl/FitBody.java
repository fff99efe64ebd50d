package dev.trackside.engine.djl;

import ai.djl.training.dataset.Dataset;
import org.jspecify.annotations.Nullable;

/**
 * A loop of one's own over data that tell the run where it is.
 *
 * @since 0.1
 */
@FunctionalInterface
public interface FitBody {

    /**
     * Trains, as {@code EasyTrain.fit} does.
     *
     * @param train the training data; asking for their batches begins an epoch
     * @param validation the validation data; asking for their batches begins a validation. Null if there are none
     * @throws Exception if training fails. One that is not known here, and leaves the data in the middle, is how the run ends when it is over:
     *     it is to be passed on
     */
    void fit(Dataset train, @Nullable Dataset validation) throws Exception;
}
