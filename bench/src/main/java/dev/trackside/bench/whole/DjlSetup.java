package dev.trackside.bench.whole;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import dev.trackside.engine.common.Dataset;
import dev.trackside.engine.common.Split;
import dev.trackside.engine.djl.Djl;
import dev.trackside.engine.djl.TrackableOptimizer;

/**
 * A model of DJL with its trainer and its data; the same weights and the same order of the examples each time.
 *
 * @param model dense layers
 * @param trainer for it
 * @param optimizer of the trainer
 * @param train to learn from
 * @param validation to judge by
 */
record DjlSetup(Model model, Trainer trainer, TrackableOptimizer optimizer, ArrayDataset train, ArrayDataset validation)
        implements AutoCloseable {

    static final double RATE = 0.002;

    static DjlSetup of(Split split, int batchSize, int[] layers, TrainingListener... listeners) {
        Engine.getInstance().setRandomSeed((int) Runs.SEED);
        Model model = Model.newInstance("whole", Device.cpu());
        SequentialBlock block = new SequentialBlock();
        for (int units : layers) {
            block.add(Linear.builder().setUnits(units).build()).add(Activation.reluBlock());
        }
        model.setBlock(block.add(Linear.builder().setUnits(Confusion.CLASSES).build()));
        TrackableOptimizer optimizer = TrackableOptimizer.adam(RATE);
        Trainer trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .addEvaluator(new Accuracy())
                .optDevices(new Device[] {Device.cpu()})
                .addTrainingListeners(listeners)
                .optOptimizer(optimizer));
        trainer.initialize(new Shape(1, split.train().width()));
        NDManager manager = model.getNDManager();
        return new DjlSetup(
                model,
                trainer,
                optimizer,
                data(manager, split.train(), batchSize),
                data(manager, split.validation(), batchSize));
    }

    private static ArrayDataset data(NDManager manager, Dataset dataset, int batchSize) {
        float[] features = new float[dataset.features().length];
        for (int i = 0; i < features.length; i++) {
            features[i] = (float) dataset.features()[i];
        }
        long[] labels = new long[dataset.rows()];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = (long) dataset.targets()[row];
        }
        NDArray inputs = manager.create(features, new Shape(dataset.rows(), dataset.width()));
        return new ArrayDataset.Builder()
                .setData(inputs)
                .optLabels(manager.create(labels))
                .setSampling(batchSize, false)
                .build();
    }

    /** Trackside's engine around the trainer; it shows the outputs as they are, as the other ways read them. */
    Djl engine() {
        return Djl.training(trainer)
                .optimizer(optimizer)
                .data(train)
                .validation(validation)
                .probabilities(outputs -> outputs);
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
