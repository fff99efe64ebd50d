package dev.trackside.engine.djl;

import ai.djl.training.Trainer;
import ai.djl.training.listener.TrainingListener;
import org.jspecify.annotations.Nullable;

/**
 * Attaches Trackside to {@code EasyTrain.fit}. Added to the configuration of a trainer, in any place among its listeners; then the run is started
 * with an engine whose loop is {@code EasyTrain.fit}:
 *
 * <pre>{@code
 * TracksideListener listener = new TracksideListener();
 * TrainingConfig config = new DefaultTrainingConfig(loss)
 *     .addTrainingListeners(TrainingListener.Defaults.logging())
 *     .addTrainingListeners(listener);
 * try (Trainer trainer = model.newTrainer(config)) {
 *     trainer.initialize(shape);
 *     Trackside.run("digits").epochs(20).train(Djl.training(trainer).data(train).validation(validation).fitting(listener));
 * }
 * }</pre>
 *
 * <p>All events come at their right moments, for the run is told of the begin of each batch by the data themselves. Metrics do not depend on other
 * listeners. An epoch ends after all listeners were told so. When the run is over, {@code fit} is left, and the run ends normally. Outside
 * of a run the listener does nothing.
 *
 * @since 0.1
 */
public final class TracksideListener implements TrainingListener {

    private @Nullable FitLoop loop;

    /** Makes a listener for one trainer. */
    public TracksideListener() {}

    void begin(FitLoop run) {
        loop = run;
    }

    void end() {
        loop = null;
    }

    @Override
    public void onTrainingBatch(Trainer trainer, BatchData batchData) {
        if (loop != null) {
            loop.trained(batchData);
        }
    }

    @Override
    public void onValidationBatch(Trainer trainer, BatchData batchData) {
        if (loop != null) {
            loop.validated(batchData);
        }
    }

    /** Does nothing: the epoch ends when all listeners have been told. */
    @Override
    public void onEpoch(Trainer trainer) {}

    /** Does nothing: DJL calls it when a trainer is made, which is no begin of a training. */
    @Override
    public void onTrainingBegin(Trainer trainer) {}

    /** Does nothing: DJL calls it when a trainer is closed, which is no end of a training. */
    @Override
    public void onTrainingEnd(Trainer trainer) {}
}
