package dev.trackside.run;

import dev.trackside.spi.Engine;
import dev.trackside.spi.TrainingLoop;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** An engine with one batch an epoch and one offer, to be given its batch by a test. */
abstract class OneBatchEngine implements Engine {

    private final Map<Class<?>, Object> offers;

    <T> OneBatchEngine(Class<T> type, T offer) {
        this.offers = Map.of(type, offer);
    }

    OneBatchEngine() {
        this.offers = Map.of();
    }

    abstract void batch(TrainingLoop loop) throws Exception;

    @Override
    public String name() {
        return "one-batch";
    }

    @Override
    public List<String> metrics() {
        return List.of("loss", "val_loss");
    }

    @Override
    public OptionalInt batchesPerEpoch() {
        return OptionalInt.of(1);
    }

    @Override
    public Map<Class<?>, Object> offers() {
        return offers;
    }

    @Override
    public void train(TrainingLoop loop) throws Exception {
        while (loop.nextEpoch()) {
            if (loop.beginBatch(1) == TrainingLoop.Go.RUN) {
                batch(loop);
                loop.endBatch();
            }
            loop.endEpoch();
        }
    }
}
