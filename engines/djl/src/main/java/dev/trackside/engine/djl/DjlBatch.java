package dev.trackside.engine.djl;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener.BatchData;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The batch at hand as DJL has it: a type that handlers may take, beside DJL's {@code Trainer} and {@code Model}, to reach data, labels and
 * outputs as arrays of DJL. The object is lent for the run, its arrays for the call.
 *
 * @since 0.1
 */
public final class DjlBatch {

    private final Trainer trainer;
    private @Nullable BatchData data;

    DjlBatch(Trainer trainer) {
        this.trainer = trainer;
    }

    /**
     * What trains.
     *
     * @return the trainer of the run
     */
    public Trainer trainer() {
        return trainer;
    }

    /**
     * Data, labels and outputs.
     *
     * @return the batch after its forward pass, in {@code @OnGradients}, {@code @OnStep}, {@code @OnBatchEnd} and {@code @OnValidationBatchEnd};
     *     empty elsewhere, and after a skip. Under {@code EasyTrain.fit} a training batch is closed before {@code @OnStep}
     */
    public Optional<BatchData> data() {
        return Optional.ofNullable(data);
    }

    void show(@Nullable BatchData other) {
        data = other;
    }
}
