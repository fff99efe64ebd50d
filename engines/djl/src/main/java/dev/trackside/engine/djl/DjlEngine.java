package dev.trackside.engine.djl;

import ai.djl.ndarray.NDManager;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.dataset.Dataset;
import ai.djl.training.listener.EarlyStoppingListener.EarlyStoppedException;
import ai.djl.translate.TranslateException;
import dev.trackside.spi.Engine;
import dev.trackside.spi.TrainingLoop;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Trains a model of DJL in a loop of its own; made by {@link Djl} or by {@code engine: djl} in a file.
 *
 * <p>It records {@code loss} and the trainer's evaluators, with data for validation also {@code val_loss} and so on. Handlers may take the
 * {@code Trainer}, the {@code Model} and {@link DjlBatch}. The listeners of the trainer are notified as {@code EasyTrain.fit} does; when one throws
 * DJL's {@code EarlyStoppedException} at the end of an epoch, the run is left after that epoch.
 *
 * <p>DJL's random numbers are seeded from those of the run, batch by batch. With a {@link TrackableOptimizer}, one thread and a CPU, the same data
 * and seeds give the same weights bit for bit, whether or not the run was interrupted and resumed.
 *
 * <p>To be used on one thread.
 *
 * @since 0.1
 */
public final class DjlEngine implements Engine, AutoCloseable {

    /** The name that a file chooses this engine by. */
    static final String NAME = "djl";

    private final Session session;
    private final Dataset data;
    private final @Nullable Dataset validation;
    private final OptionalInt batchesPerEpoch;
    private final Map<String, String> parameters;
    private final Runnable resources;

    DjlEngine(Djl settings, Runnable resources) {
        this.data = settings.data();
        this.validation = settings.validation();
        this.session = new Session(settings);
        this.batchesPerEpoch = settings.batchesPerEpoch();
        this.parameters = settings.describe();
        this.resources = resources;
    }

    @Override
    public String name() {
        return NAME;
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
    public void train(TrainingLoop loop) throws IOException, TranslateException {
        session.join(loop, validation != null);
        boolean stopped = false;
        while (!stopped && loop.nextEpoch()) {
            session.seeds().epoch(loop);
            trainEpoch(loop);
            if (validation != null && loop.beginValidation()) {
                session.seeds().validation();
                validate(loop, validation);
                loop.endValidation();
            }
            stopped = stoppedByListener();
            loop.endEpoch();
        }
    }

    private boolean stoppedByListener() {
        try {
            session.notifyEpoch();
            return false;
        } catch (EarlyStoppedException stop) {
            return true;
        }
    }

    private void trainEpoch(TrainingLoop loop) throws IOException, TranslateException {
        try (NDManager manager = session.trainer().getManager().newSubManager()) {
            Iterator<Batch> batches = batches(data, manager);
            for (int index = 0; batches.hasNext(); index++) {
                session.seeds().batch(index);
                try (Batch batch = batches.next()) {
                    TrainingLoop.Go go = loop.beginBatch(batch.getSize());
                    if (go == TrainingLoop.Go.END) {
                        return;
                    }
                    if (go == TrainingLoop.Go.RUN) {
                        train(loop, batch);
                    }
                } finally {
                    session.endOfBatch();
                }
            }
        }
    }

    private void train(TrainingLoop loop, Batch batch) {
        if (session.trainBatch(loop, batch)) {
            session.step();
            loop.step();
        } else {
            session.dropGradients();
        }
        loop.endBatch();
    }

    private void validate(TrainingLoop loop, Dataset judge) throws IOException, TranslateException {
        try (NDManager manager = session.trainer().getManager().newSubManager()) {
            Iterator<Batch> batches = batches(judge, manager);
            while (batches.hasNext()) {
                try (Batch batch = batches.next()) {
                    TrainingLoop.Go go = loop.beginValidationBatch(batch.getSize());
                    if (go == TrainingLoop.Go.END) {
                        return;
                    }
                    if (go == TrainingLoop.Go.RUN) {
                        session.validateBatch(loop, batch);
                        loop.endValidationBatch();
                    }
                } finally {
                    session.endOfBatch();
                }
            }
        }
    }

    /** As {@code trainer.iterateDataset}, but in a manager that is closed even when batches are left over. */
    private Iterator<Batch> batches(Dataset dataset, NDManager manager) throws IOException, TranslateException {
        Trainer trainer = session.trainer();
        return dataset.getData(manager, trainer.getExecutorService().orElse(null))
                .iterator();
    }

    /** Closes what the engine has made itself: model, trainer and data if a file asked for it, nothing if {@link Djl} was given a trainer. */
    @Override
    public void close() {
        resources.run();
    }
}
