package dev.trackside.engine.mlp;

import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.OptimizerSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Builds an engine that trains a multi-layer perceptron.
 *
 * <pre>{@code
 * Split split = Split.random(table.classification(), 0.2, 42).scaled(Scaling.divideBy(16));
 * MlpEngine engine = Mlp.classifier(split.train(), split.validation())
 *     .layers(64, 32)
 *     .adam(0.001)
 *     .batchSize(32)
 *     .seed(42)
 *     .build();
 * RunResult result = Trackside.run("digits").epochs(50).seed(42).train(engine);
 * }</pre>
 *
 * <p>Unless told otherwise: one hidden layer of 64 units, ReLU, Adam at 0.001, batches of 32, seed 0.
 *
 * @since 0.1
 */
public final class Mlp {

    private static final int MOST_UNITS = 1 << 16;

    private final Dataset train;
    private final @Nullable Dataset validation;
    private List<Integer> layers = List.of(64);
    private Activation activation = Activation.RELU;
    private OptimizerSettings optimizer = OptimizerSettings.Adam.of(0.001);
    private int batchSize = 32;
    private long seed;
    private boolean scaleTargets;

    private Mlp(Dataset train, @Nullable Dataset validation) {
        this.train = train;
        this.validation = validation;
        if (validation != null) {
            train.requireSameShape(validation, "validation");
        }
    }

    /**
     * Begins a classification that is judged by other data after each epoch.
     *
     * @throws IllegalArgumentException if the data are for regression
     */
    public static Mlp classifier(Dataset train, Dataset validation) {
        requireClassification(train, true);
        return new Mlp(train, validation);
    }

    /**
     * Begins a classification without validation.
     *
     * @throws IllegalArgumentException if the data are for regression
     */
    public static Mlp classifier(Dataset train) {
        requireClassification(train, true);
        return new Mlp(train, null);
    }

    /**
     * Begins a regression that is judged by other data after each epoch.
     *
     * @throws IllegalArgumentException if the data are for classification
     */
    public static Mlp regressor(Dataset train, Dataset validation) {
        requireClassification(train, false);
        return new Mlp(train, validation);
    }

    /**
     * Begins a regression without validation.
     *
     * @throws IllegalArgumentException if the data are for classification
     */
    public static Mlp regressor(Dataset train) {
        requireClassification(train, false);
        return new Mlp(train, null);
    }

    private static void requireClassification(Dataset dataset, boolean wanted) {
        if (dataset.isClassification() != wanted) {
            throw new IllegalArgumentException(
                    wanted
                            ? "the data are for regression: use Mlp.regressor"
                            : "the data are for classification: use Mlp.classifier");
        }
    }

    /**
     * Sets the sizes of the hidden layers, from the input on; none makes a linear model.
     *
     * @throws IllegalArgumentException if a size is below 1 or above 65536
     */
    public Mlp layers(int... sizes) {
        for (int size : sizes) {
            if (size < 1 || size > MOST_UNITS) {
                throw new IllegalArgumentException(
                        "a layer has from 1 to %d units, not %d".formatted(MOST_UNITS, size));
            }
        }
        layers = IntStream.of(sizes).boxed().toList();
        return this;
    }

    /** Sets the activation of the hidden layers. */
    public Mlp activation(Activation function) {
        activation = function;
        return this;
    }

    /** Sets the optimizer with all its numbers. */
    public Mlp optimizer(OptimizerSettings settings) {
        optimizer = settings;
        return this;
    }

    /** Chooses Adam with that learning rate. */
    public Mlp adam(double learningRate) {
        return optimizer(OptimizerSettings.Adam.of(learningRate));
    }

    /** Chooses gradient descent with that learning rate and momentum (0 for none). */
    public Mlp sgd(double learningRate, double momentum) {
        return optimizer(OptimizerSettings.Sgd.of(learningRate, momentum));
    }

    /**
     * Sets how many examples share a step; the last batch of an epoch may be smaller.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Mlp batchSize(int examples) {
        if (examples < 1) {
            throw new IllegalArgumentException("a batch has 1 example at least, not %d".formatted(examples));
        }
        batchSize = examples;
        return this;
    }

    /** Sets the seed of the initial weights. The order of the examples comes from the seed of the run. */
    public Mlp seed(long number) {
        seed = number;
        return this;
    }

    /**
     * Lets a regression learn its targets at mean 0 and deviation 1. The loss is then in these units; {@code mae} and predictions
     * stay in those of the data. Without effect on a classification.
     */
    public Mlp standardizeTargets() {
        scaleTargets = true;
        return this;
    }

    /** Makes the engine, with new weights. */
    public MlpEngine build() {
        return new MlpEngine(this);
    }

    Dataset train() {
        return train;
    }

    @Nullable
    Dataset validation() {
        return validation;
    }

    List<Integer> hiddenLayers() {
        return layers;
    }

    Activation activation() {
        return activation;
    }

    OptimizerSettings optimizer() {
        return optimizer;
    }

    int batchSize() {
        return batchSize;
    }

    long seed() {
        return seed;
    }

    boolean scalesTargets() {
        return scaleTargets && !train.isClassification();
    }

    /** Tells what the engine is made of, for records of the run. */
    Map<String, String> describe(Network network) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data.train-examples", Integer.toString(train.rows()));
        facts.put("data.validation-examples", Integer.toString(validation == null ? 0 : validation.rows()));
        facts.put("data.features", Integer.toString(train.width()));
        if (train.isClassification()) {
            facts.put("data.classes", Integer.toString(train.classes().count()));
        }
        facts.put("data.batch-size", Integer.toString(batchSize));
        facts.put("model.layers", layers.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]")));
        facts.put("model.activation", activation.toString());
        facts.put(
                "model.parameters",
                Integer.toString(
                        network.parameters().stream().mapToInt(Parameter::size).sum()));
        facts.putAll(optimizer.describe());
        return facts;
    }
}
