package dev.trackside.engine.djl;

import static java.util.Objects.requireNonNull;

import ai.djl.training.listener.TrainingListener;

/**
 * Attaches listeners of DJL to runs.
 *
 * @since 0.1
 */
public final class DjlListeners {

    private DjlListeners() {}

    /**
     * Makes a listener a callback, for any run of the djl engine:
     *
     * <pre>{@code
     * Trackside.run("digits").attach("time", DjlListeners.asCallback(new TimeMeasureTrainingListener(folder))) …
     * }</pre>
     *
     * <p>It is notified where DJL would: of a training batch after its backward pass and before the step, of a validation batch, of an epoch after its
     * validation; of begin and end of the training when it begins and ends, not when the trainer is made and closed. When it throws DJL's
     * {@code EarlyStoppedException}, the run is stopped with that reason. A listener that reads what others have gathered, such as
     * {@code EarlyStoppingListener} does by {@code trainer.getTrainingResult()}, needs those ({@code TrainingListener.Defaults.basic()}) in the
     * configuration of the trainer, which are notified before it. To attach several, give each an id.
     *
     * @param listener one that is not among those of the trainer already
     * @return a callback for {@code attach}
     */
    public static Object asCallback(TrainingListener listener) {
        return new ListenerCallback(requireNonNull(listener, "listener"));
    }
}
