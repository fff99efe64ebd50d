package dev.trackside.engine.djl;

import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import dev.trackside.TracksideException;
import dev.trackside.spi.Engine;
import dev.trackside.spi.TrainingLoop;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Trains by {@code EasyTrain.fit}, or a loop like it, over data that drive the run. */
final class FittingEngine implements Engine {

    private final Session session;
    private final TracksideListener listener;
    private final FitBody body;
    private final Dataset data;
    private final @Nullable Dataset validation;
    private final OptionalInt batchesPerEpoch;
    private final Map<String, String> parameters;

    FittingEngine(Djl settings, TracksideListener listener, FitBody body) {
        this.data = settings.data();
        this.validation = settings.validation();
        this.session = new Session(settings);
        this.listener = listener;
        this.body = body;
        this.batchesPerEpoch = settings.batchesPerEpoch();
        this.parameters = settings.describe();
        if (!session.hasListener(listener)) {
            throw new TracksideException(
                    "the TracksideListener is not among the listeners of the trainer: add it to the trainer's configuration by addTrainingListeners(listener)");
        }
    }

    @Override
    public String name() {
        return DjlEngine.NAME;
    }

    @Override
    public List<String> metrics() {
        return session.metrics(validation != null);
    }

    @Override
    public Map<Class<?>, Object> offers() {
        return session.offers();
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return batchesPerEpoch;
    }

    @Override
    public List<String> sharedPackages() {
        return List.of("ai.djl");
    }

    @Override
    public Map<String, String> parameters() {
        return parameters;
    }

    @Override
    public void train(TrainingLoop loop) throws Exception {
        session.join(loop, validation != null);
        FitLoop run = new FitLoop(session, loop);
        listener.begin(run);
        try {
            body.fit(run.training(data), validation == null ? null : run.validation(validation));
            run.finish();
        } catch (FitLoop.Over end) {
            // The run is over, and everything was ended before this was thrown.
        } catch (EarlyStoppedException stop) {
            if (run.isInBatch()) {
                throw stop; // nobody knows whether the step was made
            }
            run.finish(); // a listener of DJL has left fit at the end of an epoch
        } finally {
            listener.end();
            run.close();
        }
    }
}
