package dev.trackside.engine.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.loss.L1Loss;
import ai.djl.training.loss.L2Loss;
import ai.djl.training.loss.Loss;
import com.google.auto.service.AutoService;
import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.OptimizerReader;
import dev.trackside.engine.common.OptimizerSettings;
import dev.trackside.engine.common.Seeds;
import dev.trackside.engine.common.TabularData;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.Section;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Makes the engine that {@code engine: djl} asks for. Reads {@code data} (see {@link TabularData}, and {@code batch-size}, 32 unless given),
 * {@code optimizer} ({@code type} adam, adamw or sgd, {@code lr} and the numbers of that type) and {@code model}:
 *
 * <ul>
 *   <li>{@code type}: {@code mlp} (the default) or {@code cnn}
 *   <li>{@code layers}: sizes of the hidden layers, {@code [64]} unless given
 *   <li>{@code activation}: {@code relu} (the default), {@code tanh}, {@code sigmoid}, {@code gelu}, {@code identity}
 *   <li>{@code dropout}: part of the last hidden layer that is left out in training, 0 unless given
 *   <li>for a {@code cnn}: {@code image}, channels, height and width of an example; {@code channels} of the convolutions, {@code [16, 32]} unless
 *       given; {@code kernel}, 3; {@code pool} after each of them, 2; {@code batch-norm}, {@code false}
 * </ul>
 *
 * <p>An engine of DJL with its native libraries must be on the class path; {@code docs/engines/djl.md} tells which artifacts.
 *
 * @since 0.1
 */
@AutoService(EngineProvider.class)
public final class DjlProvider implements EngineProvider {

    /** Called by {@code ServiceLoader}. */
    public DjlProvider() {}

    @Override
    public String name() {
        return DjlEngine.NAME;
    }

    @Override
    public String summary() {
        return "Deep Java Library: multi-layer and convolutional networks on PyTorch";
    }

    @Override
    public Engine open(Section configuration, long seed) {
        Section data = configuration.section("data");
        OptimizerSettings optimizer = OptimizerReader.read(configuration.section("optimizer"));
        int batchSize = data.integer("batch-size").orElse(32);
        if (batchSize < 1) {
            throw data.fault("batch-size", "batch-size: a batch has 1 example at least, not %d".formatted(batchSize));
        }
        TabularData tables = TabularData.read(data, seed);
        ModelSettings settings = ModelSettings.read(
                configuration.section("model"), tables.train().width());
        ai.djl.engine.Engine engine = Natives.start();
        engine.setRandomSeed(Seeds.stream(seed, "weights").nextInt());
        Model model = Model.newInstance(DjlEngine.NAME);
        try {
            return open(model, settings, tables, TrackableOptimizer.of(optimizer), batchSize);
        } catch (RuntimeException failed) {
            model.close();
            throw failed;
        }
    }

    private static DjlEngine open(
            Model model, ModelSettings settings, TabularData tables, TrackableOptimizer optimizer, int batchSize) {
        Dataset train = tables.train();
        boolean classification = train.isClassification();
        model.setBlock(settings.blocks(classification ? train.classes().count() : 1));
        DefaultTrainingConfig config = new DefaultTrainingConfig(
                        classification ? Loss.softmaxCrossEntropyLoss() : new L2Loss("L2Loss", 1))
                .addEvaluator(classification ? new Accuracy() : new L1Loss("mae"))
                .optDevices(new ai.djl.Device[] {model.getNDManager().getDevice()})
                .optOptimizer(optimizer);
        Trainer trainer = model.newTrainer(config);
        trainer.initialize(settings.input(train.width()));
        NDManager manager = model.getNDManager();
        int count = (train.rows() + batchSize - 1) / batchSize;
        Djl builder = Djl.training(trainer)
                .optimizer(optimizer)
                .data(arrays(manager, train, settings, batchSize, true))
                .batchesPerEpoch(count)
                .facts(facts(tables, settings, batchSize));
        tables.validation().ifPresent(rows -> builder.validation(arrays(manager, rows, settings, batchSize, false)));
        return builder.build(() -> {
            trainer.close();
            model.close();
        });
    }

    private static ArrayDataset arrays(
            NDManager manager, Dataset rows, ModelSettings settings, int batchSize, boolean shuffled) {
        float[] features = new float[rows.features().length];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) rows.features()[i];
        }
        Shape example = settings.input(rows.width());
        NDArray data = manager.create(features, new Shape(rows.rows()).addAll(example.slice(1)));
        return new ArrayDataset.Builder()
                .setData(data)
                .optLabels(labels(manager, rows))
                .setSampling(batchSize, shuffled)
                .build();
    }

    private static NDArray labels(NDManager manager, Dataset rows) {
        double[] targets = rows.targets();
        if (rows.isClassification()) {
            long[] classes = new long[targets.length];
            for (int i = 0; i < classes.length; i++) {
                classes[i] = (long) targets[i];
            }
            return manager.create(classes);
        }
        float[] quantities = new float[targets.length];
        for (int i = 0; i < quantities.length; i++) {
            quantities[i] = (float) targets[i];
        }
        return manager.create(quantities, new Shape(quantities.length, 1));
    }

    private static Map<String, String> facts(TabularData tables, ModelSettings settings, int batchSize) {
        Dataset train = tables.train();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("data.train-examples", Integer.toString(train.rows()));
        facts.put(
                "data.validation-examples",
                Integer.toString(tables.validation().map(Dataset::rows).orElse(0)));
        facts.put("data.features", Integer.toString(train.width()));
        if (train.isClassification()) {
            facts.put("data.classes", Integer.toString(train.classes().count()));
        }
        facts.put("data.batch-size", Integer.toString(batchSize));
        facts.putAll(settings.describe());
        return facts;
    }
}
