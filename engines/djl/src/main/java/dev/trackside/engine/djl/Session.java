package dev.trackside.engine.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Parameter;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Batch;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.listener.TrainingListener.BatchData;
import ai.djl.training.loss.SigmoidBinaryCrossEntropyLoss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run does with one trainer, whoever owns the loop: passes and steps of batches, metrics, capabilities. The owner of the loop says when.
 */
final class Session {

    private final Trainer trainer;
    private final @Nullable TrackableOptimizer optimizer;
    private final Measures training;
    private final Measures validation;
    private final DjlGradients gradients;
    private final DjlPredictions predictions;
    private final @Nullable DjlState state;
    private final DjlBatch batch;
    private final EpochSeeds seeds;
    private final Map<Class<?>, Object> offers = new LinkedHashMap<>();
    private boolean checked;

    Session(Djl settings) {
        trainer = settings.trainer();
        requireReady(trainer);
        optimizer = settings.optimizer();
        List<ModelParameter> parameters = ModelParameter.of(trainer);
        training = new Measures("", trainer);
        validation = new Measures("val_", trainer);
        gradients = new DjlGradients(parameters);
        predictions = new DjlPredictions(
                settings.probabilities(),
                trainer.getLoss() instanceof SoftmaxCrossEntropyLoss
                        || trainer.getLoss() instanceof SigmoidBinaryCrossEntropyLoss);
        state = optimizer == null ? null : new DjlState(parameters, gradients.parameters(), optimizer);
        batch = new DjlBatch(trainer);
        seeds = new EpochSeeds(trainer.getManager().getEngine());
        SettableLearningRate rate = settings.learningRate();
        if (rate != null) {
            offers.put(LearningRate.class, rate);
        }
        offers.put(Weights.class, new DjlWeights(parameters));
        offers.put(Gradients.class, gradients);
        if (settings.validates()) {
            offers.put(Predictions.class, predictions);
        }
        if (state != null) {
            offers.put(EngineState.class, state);
        }
        offers.put(Trainer.class, trainer);
        offers.put(Model.class, trainer.getModel());
        offers.put(DjlBatch.class, batch);
    }

    private static void requireReady(Trainer trainer) {
        if (trainer.getDevices().length != 1) {
            throw new TracksideException(
                    "the djl engine trains on one device, but this trainer has %d: choose one by DefaultTrainingConfig.optDevices"
                            .formatted(trainer.getDevices().length));
        }
        Device device = trainer.getDevices()[0];
        for (var pair : trainer.getModel().getBlock().getParameters()) {
            Parameter parameter = pair.getValue();
            if (!parameter.isInitialized()) {
                throw new TracksideException(
                        "the parameter %s has no values yet: call trainer.initialize(shape) before the engine is made"
                                .formatted(pair.getKey()));
            }
            if (!parameter.getArray().getDevice().equals(device)) {
                throw new TracksideException(
                        "the parameter %s is on %s, but the trainer on %s: make the model on that device, by Model.newInstance(name, device)"
                                .formatted(pair.getKey(), parameter.getArray().getDevice(), device));
            }
        }
    }

    Map<Class<?>, Object> offers() {
        return offers;
    }

    List<String> metrics(boolean validates) {
        List<String> names = new ArrayList<>(training.names());
        if (validates) {
            names.addAll(validation.names());
        }
        return names;
    }

    Trainer trainer() {
        return trainer;
    }

    EpochSeeds seeds() {
        return seeds;
    }

    /** Begins a run. */
    void join(TrainingLoop loop, boolean validates) {
        training.join(loop);
        if (validates) {
            validation.join(loop);
        }
        gradients.fill(0); // a run before this one may have ended between backward and step
    }

    /** Forward and backward pass of the batch, then metrics and gradients. Returns whether to step. */
    boolean trainBatch(TrainingLoop loop, Batch whole) {
        Batch part = onDevice(whole);
        BatchData data = new BatchData(whole, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        NDArray loss;
        // As EasyTrain.trainBatch does it, which keeps the loss to itself.
        try (GradientCollector collector = trainer.newGradientCollector()) {
            NDList outputs = trainer.forward(part.getData(), part.getLabels());
            loss = trainer.getLoss().evaluate(part.getLabels(), outputs);
            collector.backward(loss);
            put(data, part.getLabels(), outputs);
        }
        training.record(loop, data, loss);
        trainer.notifyListeners(listener -> listener.onTrainingBatch(trainer, data));
        return fireGradients(loop, data);
    }

    /** Metrics and gradients of a batch that somebody else has passed. Returns whether to step. */
    boolean trainedBatch(TrainingLoop loop, BatchData data) {
        training.record(loop, data);
        return fireGradients(loop, data);
    }

    private boolean fireGradients(TrainingLoop loop, BatchData data) {
        batch.show(data);
        if (state != null) {
            state.gradientsReady();
        }
        boolean step = loop.gradients();
        if (state != null) {
            state.gradientsUsed();
        }
        if (step && !checked) {
            checked = true;
            passFirstCheck();
        }
        return step;
    }

    /** The batch has ended: its arrays are about to be closed. */
    void endOfBatch() {
        batch.show(null);
    }

    /** Makes the step. */
    void step() {
        trainer.step();
    }

    /** Forgets the gradients of a batch that makes no step. */
    void dropGradients() {
        gradients.fill(0);
    }

    /**
     * DJL refuses a first step whose gradients sum up to exactly zero, for they may never have been computed. Here they were, and a callback may
     * have made them zero: so the check is passed with others, while the optimizer does nothing.
     */
    private void passFirstCheck() {
        if (optimizer == null || gradients.parameters().isEmpty()) {
            return;
        }
        Runnable own = StateCodec.readGradients(StateCodec.gradients(gradients.parameters()), gradients.parameters());
        gradients.fill(1);
        optimizer.hold();
        try {
            trainer.step();
        } finally {
            optimizer.release();
            own.run();
        }
    }

    /** Forward pass, metrics and predictions of a validation batch. */
    void validateBatch(TrainingLoop loop, Batch whole) {
        Batch part = onDevice(whole);
        BatchData data = new BatchData(whole, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        put(data, part.getLabels(), trainer.evaluate(part.getData()));
        validatedBatch(loop, data);
        trainer.notifyListeners(listener -> listener.onValidationBatch(trainer, data));
    }

    /** Metrics and predictions of a validation batch that somebody else has passed. */
    void validatedBatch(TrainingLoop loop, BatchData data) {
        validation.record(loop, data);
        if (loop.wants(Predictions.class)) {
            predictions.show(data, data.getBatch().getSize());
        }
        batch.show(data);
    }

    /** Tells DJL's own listeners that an epoch has ended. */
    void notifyEpoch() {
        trainer.notifyListeners(listener -> listener.onEpoch(trainer));
    }

    /** Lets the next step, which somebody else makes, do nothing. */
    void holdStep() {
        if (optimizer == null) {
            throw new TracksideException(
                    "a callback skips the batch at its gradients, but EasyTrain.fit steps all the same: only with a TrackableOptimizer, named to the builder by optimizer(…), can the step be left out");
        }
        optimizer.hold();
    }

    /** Ends {@link #holdStep}. */
    void releaseStep() {
        if (optimizer != null) {
            optimizer.release();
        }
        dropGradients();
    }

    /** Whether a listener is among those of the trainer. */
    boolean hasListener(TrainingListener wanted) {
        boolean[] found = new boolean[1];
        trainer.notifyListeners(listener -> found[0] |= listener == wanted);
        return found[0];
    }

    private Batch onDevice(Batch whole) {
        return whole.split(trainer.getDevices(), false)[0];
    }

    private static void put(BatchData data, NDList labels, NDList outputs) {
        Device device = outputs.head().getDevice();
        data.getLabels().put(device, labels);
        data.getPredictions().put(device, outputs);
    }
}
