package dev.trackside.engine.djl;

import static java.util.Objects.requireNonNull;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.training.EasyTrain;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.Dataset;
import dev.trackside.TracksideException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds an engine around a trainer of DJL.
 *
 * <pre>{@code
 * TrackableOptimizer optimizer = TrackableOptimizer.adam(0.001);
 * TrainingConfig config = new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
 *     .addEvaluator(new Accuracy())
 *     .optOptimizer(optimizer);
 * try (Trainer trainer = model.newTrainer(config)) {
 *     trainer.initialize(new Shape(1, 64));
 *     DjlEngine engine = Djl.training(trainer).optimizer(optimizer).data(train).validation(validation).build();
 *     RunResult result = Trackside.run("digits").epochs(20).train(engine);
 * }
 * }</pre>
 *
 * <p>Trainer, model and data stay the caller's, to be closed after the run.
 *
 * @since 0.1
 */
public final class Djl {

    private final Trainer trainer;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private @Nullable Dataset data;
    private @Nullable Dataset validation;
    private @Nullable TrackableOptimizer optimizer;
    private @Nullable SettableLearningRate learningRate;
    private UnaryOperator<NDArray> probabilities;
    private OptionalInt batchesPerEpoch = OptionalInt.empty();

    private Djl(Trainer trainer) {
        this.trainer = requireNonNull(trainer, "trainer");
        this.probabilities = DjlPredictions.probabilitiesFor(trainer.getLoss());
    }

    /**
     * Begins with a trainer. Its loss and evaluators become metrics: {@code loss}, and for instance {@code accuracy}; those of the validation begin
     * with {@code val_}.
     *
     * @param trainer a trainer for one device, with initialized parameters
     * @return a builder
     */
    public static Djl training(Trainer trainer) {
        return new Djl(trainer);
    }

    /**
     * Sets the data to learn from.
     *
     * @param train its batches, asked for anew at each epoch; shuffled by DJL, with a seed from the run
     * @return this builder
     */
    public Djl data(Dataset train) {
        data = requireNonNull(train, "train");
        return this;
    }

    /**
     * Sets the data to judge by after each epoch.
     *
     * @param judge its batches
     * @return this builder
     */
    public Djl validation(Dataset judge) {
        validation = requireNonNull(judge, "judge");
        return this;
    }

    /**
     * Names the optimizer that the trainer was configured with. With it the run offers {@code LearningRate} and {@code Checkpoints}; DJL does not tell
     * a trainer's optimizer, and its own ones keep their state to themselves, so that no run of theirs could be resumed exactly.
     *
     * @param used the very object that was given to the trainer's configuration
     * @return this builder
     */
    public Djl optimizer(TrackableOptimizer used) {
        optimizer = used;
        learningRate = used.learningRate();
        return this;
    }

    /**
     * Names the tracker of the trainer's optimizer, if that is one of DJL's own. With it the run offers {@code LearningRate}.
     *
     * @param tracker the very object that was given to the optimizer
     * @return this builder
     */
    public Djl learningRate(SettableLearningRate tracker) {
        learningRate = tracker;
        return this;
    }

    /**
     * Says how many batches an epoch has, for schedules and the time left. A data set of DJL does not tell it; otherwise it is known once an epoch
     * has ended.
     *
     * @param count a positive number
     * @return this builder
     */
    public Djl batchesPerEpoch(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("an epoch has 1 batch at least, not " + count);
        }
        batchesPerEpoch = OptionalInt.of(count);
        return this;
    }

    /**
     * Says what makes outputs of the model the probabilities or quantities that {@code Predictions} show. Unless given: softmax for a
     * {@code SoftmaxCrossEntropyLoss}, the sigmoid for a {@code SigmoidBinaryCrossEntropyLoss}, else nothing.
     *
     * @param function is given the outputs of a batch, one row for each example; its result has as many rows
     * @return this builder
     */
    public Djl probabilities(UnaryOperator<NDArray> function) {
        probabilities = requireNonNull(function, "function");
        return this;
    }

    /** Adds facts worth recording with the run. */
    Djl facts(Map<String, String> others) {
        facts.putAll(others);
        return this;
    }

    /**
     * Makes the engine that owns its loop.
     *
     * @return an engine for one run
     * @throws TracksideException if the trainer has parameters without values, or more than one device
     * @throws IllegalStateException if there are no data
     */
    public DjlEngine build() {
        return new DjlEngine(this, () -> {});
    }

    DjlEngine build(Runnable resources) {
        return new DjlEngine(this, resources);
    }

    /**
     * Makes an engine whose loop is {@code EasyTrain.fit}, for as many epochs as the run has.
     *
     * @param listener one that was added to the configuration of the trainer, in any place
     * @return an engine for one run
     * @throws TracksideException if the listener is not among those of the trainer, or as for {@link #build}
     * @throws IllegalStateException if there are no data
     */
    public dev.trackside.spi.Engine fitting(TracksideListener listener) {
        return fitting(listener, (train, judge) -> EasyTrain.fit(trainer, Integer.MAX_VALUE, train, judge));
    }

    /**
     * Makes an engine whose loop is the caller's, written as {@code EasyTrain.fit} is: epoch by epoch it goes through the training data with
     * {@code EasyTrain.trainBatch} and {@code trainer.step()}, then through the validation data with {@code EasyTrain.validateBatch}.
     *
     * @param listener one that was added to the configuration of the trainer, in any place
     * @param body the loop
     * @return an engine for one run
     * @throws TracksideException if the listener is not among those of the trainer, or as for {@link #build}
     * @throws IllegalStateException if there are no data
     */
    public dev.trackside.spi.Engine fitting(TracksideListener listener, FitBody body) {
        return new FittingEngine(this, listener, body);
    }

    Trainer trainer() {
        return trainer;
    }

    Dataset data() {
        if (data == null) {
            throw new IllegalStateException("there is nothing to learn from: call data(…)");
        }
        return data;
    }

    @Nullable
    Dataset validation() {
        return validation;
    }

    boolean validates() {
        return validation != null;
    }

    @Nullable
    TrackableOptimizer optimizer() {
        return optimizer;
    }

    @Nullable
    SettableLearningRate learningRate() {
        return learningRate;
    }

    UnaryOperator<NDArray> probabilities() {
        return probabilities;
    }

    OptionalInt batchesPerEpoch() {
        return batchesPerEpoch;
    }

    /** Tells what the engine is made of, for records of the run. */
    Map<String, String> describe() {
        Engine engine = trainer.getManager().getEngine();
        Map<String, String> all = new LinkedHashMap<>(facts);
        all.put("djl.engine", engine.getEngineName() + " " + engine.getVersion());
        all.put("djl.device", trainer.getDevices()[0].toString());
        long parameters = 0;
        for (ModelParameter parameter : ModelParameter.of(trainer)) {
            parameters += parameter.values().size();
        }
        all.put("model.parameters", Long.toString(parameters));
        if (optimizer != null) {
            all.putAll(optimizer.settings().describe());
        }
        return all;
    }
}
