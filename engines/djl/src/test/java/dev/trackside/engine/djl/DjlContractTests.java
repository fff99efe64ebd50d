package dev.trackside.engine.djl;

import ai.djl.Model;
import ai.djl.ndarray.NDManager;
import ai.djl.training.Trainer;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Weights;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.testkit.contract.EngineClaims;
import dev.trackside.testkit.contract.EngineContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;

/** The loop of the engine's own. */
class DjlContractTests extends EngineContract {

    private static final List<Trainers> MADE = new ArrayList<>();

    private final List<NDManager> managers = new ArrayList<>();

    @AfterAll
    static void closeModels() {
        MADE.forEach(Trainers::close);
        MADE.clear();
    }

    @Override
    protected Engine engine(long seed) {
        TrackableOptimizer optimizer = TrackableOptimizer.adam(0.01);
        Trainers made = Trainers.of(seed, optimizer);
        MADE.add(made);
        return Djl.training(made.trainer())
                .optimizer(optimizer)
                .data(new CountedDataset(made.train(), managers))
                .validation(new CountedDataset(made.validation(), managers))
                .batchesPerEpoch(3)
                .build();
    }

    @Override
    protected EngineClaims claims() {
        return EngineClaims.batches(3)
                .validationBatches(2)
                .metrics("loss", "accuracy", "val_loss", "val_accuracy")
                .recordedAnyway("loss")
                .capabilities(
                        LearningRate.class,
                        Weights.class,
                        Gradients.class,
                        Predictions.class,
                        EngineState.class,
                        Trainer.class,
                        Model.class,
                        DjlBatch.class);
    }

    @Override
    protected long openResources() {
        return managers.stream().filter(NDManager::isOpen).count();
    }
}
