package dev.trackside.engine.mlp;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Weights;
import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.Loss;
import dev.trackside.engine.common.Seeds;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * Trains a multi-layer perceptron; made by {@link Mlp} or by {@code engine: mlp} in a file.
 *
 * <p>It records {@code loss} and, for a classification, {@code accuracy}; for a regression {@code mae} and {@code r2}; with data for
 * validation also {@code val_loss} and so on. The same data, settings and seeds give the same weights bit for bit, on any JDK, and
 * whether or not the run was interrupted and resumed.
 *
 * <p>To be used on one thread.
 *
 * @since 0.1
 */
public final class MlpEngine implements Engine {

    /** The name that a file chooses this engine by. */
    static final String NAME = "mlp";

    private final Network network;
    private final Optimizer optimizer;
    private final Part train;
    private final @Nullable Part validation;
    private final TargetScale scale;
    private final MlpLearningRate learningRate;
    private final MlpPredictions predictions;
    private final Accumulation accumulation;
    private final MlpState state;
    private final Map<Class<?>, Object> offers;
    private final Map<String, String> parameters;

    MlpEngine(Mlp settings) {
        Dataset data = settings.train();
        boolean classification = data.isClassification();
        scale = settings.scalesTargets() ? TargetScale.standardizing(data) : TargetScale.NONE;
        train = new Part("", data, scale, settings.batchSize());
        Dataset other = settings.validation();
        validation = other == null ? null : new Part(Part.VALIDATION_PREFIX, other, scale, settings.batchSize());
        int mostRows = Math.max(data.rows(), other == null ? 0 : other.rows());
        network = new Network(
                data.width(),
                settings.hiddenLayers(),
                classification ? data.classes().count() : 1,
                settings.activation(),
                classification ? Loss.CROSS_ENTROPY : Loss.MEAN_SQUARED_ERROR,
                Math.min(settings.batchSize(), mostRows));
        network.initialize(Seeds.stream(settings.seed(), "weights"));
        optimizer = Optimizer.of(settings.optimizer(), network.parameters());
        learningRate = new MlpLearningRate(settings.optimizer().learningRate());
        predictions = new MlpPredictions(network.outputs(), scale);
        accumulation = new Accumulation(network.parameters());
        state = new MlpState(network, optimizer, accumulation);
        offers = Map.of(
                LearningRate.class, learningRate,
                Weights.class, new MlpWeights(network.parameters()),
                Gradients.class, new MlpGradients(network.parameters()),
                Predictions.class, predictions,
                EngineState.class, state);
        parameters = settings.describe(network);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> metrics() {
        List<String> names = new ArrayList<>(train.names());
        if (validation != null) {
            names.addAll(validation.names());
        }
        return names;
    }

    @Override
    public Map<Class<?>, Object> offers() {
        return offers;
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return OptionalInt.of(train.batches().count());
    }

    @Override
    public boolean accumulates() {
        return true;
    }

    @Override
    public Map<String, String> parameters() {
        return parameters;
    }

    @Override
    public void train(TrainingLoop loop) {
        train.join(loop);
        if (validation != null) {
            validation.join(loop);
        }
        int[] order = new int[train.batches().rows()];
        while (loop.nextEpoch()) {
            // From the same start each time, so that the order depends on nothing but the epoch's random numbers.
            Seeds.identity(order);
            Seeds.shuffle(order, loop.random());
            train(loop, order);
            accumulation.clear(); // of a group that a stop or a skipped batch has cut off
            if (validation != null && loop.beginValidation()) {
                validate(loop, validation);
                loop.endValidation();
            }
            loop.endEpoch();
        }
    }

    private void train(TrainingLoop loop, int[] order) {
        Batches batches = train.batches();
        int last = batches.count() - 1;
        for (int batch = 0; batch <= last; batch++) {
            int rows = batches.rows(batch);
            TrainingLoop.Go go = loop.beginBatch(rows);
            if (go == TrainingLoop.Go.END) {
                return;
            }
            if (go == TrainingLoop.Go.RUN) {
                batches.load(batch, order);
                double lossSum = network.forward(batches.input(), batches.targets());
                train.record(loop, network, rows, lossSum);
                network.backward(batches.targets());
                boolean more = batch < last && accumulation.batches() + 1 < loop.accumulate();
                if (more && !state.isInStep()) {
                    accumulation.add(rows);
                } else {
                    step(loop, rows);
                }
                loop.endBatch();
            }
        }
    }

    /** Takes a step for the batch, and for those before it that wait for one. */
    private void step(TrainingLoop loop, int rows) {
        if (accumulation.batches() > 0) {
            accumulation.complete(rows);
        }
        // In a checkpoint of this moment the group is as before its last batch, which a resume does again.
        state.gradientsReady();
        boolean step = loop.gradients();
        state.gradientsUsed();
        accumulation.clear();
        if (step) {
            optimizer.step(learningRate.get());
            loop.step();
        }
    }

    private void validate(TrainingLoop loop, Part part) {
        Batches batches = part.batches();
        int[] order = new int[batches.rows()];
        Seeds.identity(order);
        for (int batch = 0; batch < batches.count(); batch++) {
            int rows = batches.rows(batch);
            TrainingLoop.Go go = loop.beginValidationBatch(rows);
            if (go == TrainingLoop.Go.END) {
                return;
            }
            if (go == TrainingLoop.Go.RUN) {
                batches.load(batch, order);
                double lossSum = network.forward(batches.input(), batches.targets());
                part.record(loop, network, rows, lossSum);
                predictions.show(rows, batches.targets(), network.predictions().getData());
                loop.endValidationBatch();
            }
        }
    }

    /**
     * Predicts one example, between trainings or after them.
     *
     * @param features as many as the training data have, and scaled as they were
     * @return the probability of each class, in the order of the classes; or the quantity, alone
     * @throws IllegalArgumentException if there are more or fewer features
     */
    public double[] predict(double... features) {
        if (features.length != network.inputs()) {
            throw new IllegalArgumentException(
                    "%d features, but the model takes %d".formatted(features.length, network.inputs()));
        }
        double[] nobodyLooks = new double[1];
        network.forward(DMatrixRMaj.wrap(1, features.length, features.clone()), nobodyLooks);
        double[] outputs = new double[network.outputs()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = scale.original(network.predictions().getData()[i]);
        }
        return outputs;
    }
}
