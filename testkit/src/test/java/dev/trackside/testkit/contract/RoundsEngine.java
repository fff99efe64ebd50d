package dev.trackside.testkit.contract;

import dev.trackside.LearningRate;
import dev.trackside.Tensor;
import dev.trackside.TracksideException;
import dev.trackside.Weights;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.spi.TrainingLoop;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Boosts: each round adds a leaf, the part of the residual that the learning rate says. */
final class RoundsEngine implements Engine, LearningRate, Weights, EngineState {

    static final EngineClaims CLAIMS = EngineClaims.boosting()
            .validationBatches(1)
            .metrics("loss", "val_loss")
            .recordedAnyway("loss", "val_loss")
            .capabilities(LearningRate.class, Weights.class, EngineState.class);

    private final List<Double> leaves = new ArrayList<>();
    private double rate = 0.3;

    @Override
    public String name() {
        return "rounds";
    }

    @Override
    public List<String> metrics() {
        return CLAIMS.metrics();
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return OptionalInt.of(1);
    }

    @Override
    public Map<Class<?>, Object> offers() {
        return Map.of(LearningRate.class, this, Weights.class, this, EngineState.class, this);
    }

    @Override
    public void train(TrainingLoop loop) {
        while (loop.nextEpoch()) {
            if (loop.beginBatch(10) == TrainingLoop.Go.RUN) {
                leaves.add(rate * (1 - sum()));
                loop.record(loop.slot("loss"), Math.abs(1 - sum()));
                loop.step();
                loop.endBatch();
            }
            if (loop.beginValidation()) {
                if (loop.beginValidationBatch(5) == TrainingLoop.Go.RUN) {
                    loop.record(loop.slot("val_loss"), Math.abs(1.5 - sum()));
                    loop.endValidationBatch();
                }
                loop.endValidation();
            }
            loop.endEpoch();
        }
    }

    private double sum() {
        return leaves.stream().mapToDouble(leaf -> leaf).sum();
    }

    @Override
    public double get() {
        return rate;
    }

    @Override
    public void set(double value, String reason) {
        if (!(value >= 0 && Double.isFinite(value))) {
            throw new IllegalArgumentException("no rate: " + value);
        }
        rate = value;
    }

    @Override
    public Snapshot snapshot() {
        ByteBuffer bytes = ByteBuffer.allocate(8 * leaves.size());
        leaves.forEach(bytes::putDouble);
        return new Snapshot(bytes.array());
    }

    @Override
    public void restore(Snapshot snapshot, String reason) {
        ByteBuffer bytes = ByteBuffer.wrap(snapshot.bytes());
        if (bytes.remaining() % 8 != 0) {
            throw new IllegalArgumentException("no leaves");
        }
        leaves.clear();
        while (bytes.hasRemaining()) {
            leaves.add(bytes.getDouble());
        }
    }

    @Override
    public List<Tensor> tensors() {
        return List.of();
    }

    @Override
    public Map<String, byte[]> save() {
        return Map.of("leaves", snapshot().bytes());
    }

    @Override
    public void restore(Map<String, byte[]> parts) {
        byte[] bytes = parts.get("leaves");
        if (bytes == null || bytes.length % 8 != 0) {
            throw new TracksideException("the checkpoint has no leaves");
        }
        restore(new Snapshot(bytes), "resumed");
    }
}
