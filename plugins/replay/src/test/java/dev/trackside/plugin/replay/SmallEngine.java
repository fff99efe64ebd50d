package dev.trackside.plugin.replay;

import dev.trackside.LearningRate;
import dev.trackside.Tensor;
import dev.trackside.Weights;
import dev.trackside.spi.Engine;
import dev.trackside.spi.TrainingLoop;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** An engine with all that a run may have, whose losses are a formula: falling until epoch 5, then rising, NaN in one batch. */
final class SmallEngine implements Engine, LearningRate, Weights {

    static final int BATCHES = 4;
    private static final int VALIDATION_BATCHES = 2;

    private double rate = 0.1;
    private int failAt = -1;

    /** Fails in the midst of an epoch, as a process that is killed leaves a record. */
    SmallEngine failingIn(int epoch) {
        failAt = epoch;
        return this;
    }

    @Override
    public String name() {
        return "small";
    }

    @Override
    public List<String> metrics() {
        return List.of("loss", "val_loss");
    }

    @Override
    public Map<Class<?>, Object> offers() {
        return Map.of(LearningRate.class, this, Weights.class, this);
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return OptionalInt.of(BATCHES);
    }

    @Override
    public Map<String, String> parameters() {
        return Map.of("optimizer.lr", "0.1");
    }

    @Override
    public void train(TrainingLoop loop) {
        int loss = loop.slot("loss");
        int validationLoss = loop.slot("val_loss");
        while (loop.nextEpoch()) {
            int epoch = loop.epoch();
            batches:
            for (int batch = 0; batch < BATCHES; batch++) {
                switch (loop.beginBatch(batch == BATCHES - 1 ? 7 : 32)) {
                    case SKIP:
                        continue;
                    case END:
                        break batches;
                    case RUN:
                        break;
                }
                if (epoch == failAt && batch == 2) {
                    throw new IllegalStateException("the power failed");
                }
                boolean bad = epoch == 2 && batch == 1;
                loop.record(loss, bad ? Double.NaN : Math.abs(epoch - 5) / 3.0 + 0.1 / (batch + 1));
                if (loop.gradients()) {
                    loop.step();
                }
                loop.endBatch();
            }
            if (loop.beginValidation()) {
                for (int batch = 0; batch < VALIDATION_BATCHES; batch++) {
                    if (loop.beginValidationBatch(batch == 0 ? 20 : 3) != TrainingLoop.Go.RUN) {
                        break;
                    }
                    loop.record(validationLoss, Math.abs(epoch - 4) / 7.0 + 0.3 / (batch + 1));
                    loop.endValidationBatch();
                }
                loop.endValidation();
            }
            loop.endEpoch();
        }
    }

    @Override
    public double get() {
        return rate;
    }

    @Override
    public void set(double value, String reason) {
        rate = value;
    }

    @Override
    public Snapshot snapshot() {
        return new Snapshot(new byte[] {1});
    }

    @Override
    public void restore(Snapshot snapshot, String reason) {}

    @Override
    public List<Tensor> tensors() {
        return List.of();
    }
}
