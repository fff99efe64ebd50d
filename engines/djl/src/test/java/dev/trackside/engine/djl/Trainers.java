package dev.trackside.engine.djl;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.evaluator.Accuracy;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import java.util.Random;

/** Small models, trainers and data of DJL for tests; each made is closed with its model. */
final class Trainers implements AutoCloseable {

    static final int TRAIN = 10;
    static final int VALIDATION = 5;

    private final Model model;
    private final Trainer trainer;

    private Trainers(Block block, long seed, Optimizer optimizer, TrainingListener... listeners) {
        Engine.getInstance().setRandomSeed((int) seed);
        model = Model.newInstance("test", Device.cpu());
        model.setBlock(block);
        trainer = model.newTrainer(new DefaultTrainingConfig(Loss.softmaxCrossEntropyLoss())
                .addEvaluator(new Accuracy())
                .optDevices(new Device[] {Device.cpu()})
                .addTrainingListeners(listeners)
                .optOptimizer(optimizer));
        trainer.initialize(new Shape(1, 2));
    }

    static Trainers of(long seed, Optimizer optimizer, TrainingListener... listeners) {
        return new Trainers(plain(), seed, optimizer, listeners);
    }

    /** With all that makes a resume hard: random numbers in training, and parameters that the forward pass changes. */
    static Trainers withDropoutAndNorm(long seed, Optimizer optimizer, TrainingListener... listeners) {
        Block block = new SequentialBlock()
                .add(Linear.builder().setUnits(8).build())
                .add(BatchNorm.builder().build())
                .add(Activation.reluBlock())
                .add(Dropout.builder().optRate(0.5f).build())
                .add(Linear.builder().setUnits(2).build());
        return new Trainers(block, seed, optimizer, listeners);
    }

    private static Block plain() {
        return new SequentialBlock()
                .add(Linear.builder().setUnits(8).build())
                .add(Activation.tanhBlock())
                .add(Linear.builder().setUnits(2).build());
    }

    Trainer trainer() {
        return trainer;
    }

    Model model() {
        return model;
    }

    /** Ten examples in three batches, shuffled. */
    ArrayDataset train() {
        return places(TRAIN, 1, 4, true);
    }

    /** Five examples in two batches. */
    ArrayDataset validation() {
        return places(VALIDATION, 2, 4, false);
    }

    /** Two classes, alternating, of points around two places. */
    private ArrayDataset places(int rows, long seed, int batchSize, boolean shuffled) {
        Random random = new Random(seed);
        float[] features = new float[2 * rows];
        long[] labels = new long[rows];
        for (int row = 0; row < rows; row++) {
            labels[row] = row % 2;
            features[2 * row] = (float) (labels[row] + random.nextGaussian());
            features[2 * row + 1] = (float) (random.nextGaussian() - labels[row]);
        }
        NDManager manager = model.getNDManager();
        return new ArrayDataset.Builder()
                .setData(manager.create(features, new Shape(rows, 2)))
                .optLabels(manager.create(labels))
                .setSampling(batchSize, shuffled)
                .build();
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }
}
