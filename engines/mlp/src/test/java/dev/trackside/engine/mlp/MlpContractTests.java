package dev.trackside.engine.mlp;

import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Weights;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.testkit.contract.EngineClaims;
import dev.trackside.testkit.contract.EngineContract;

/** The mlp engine keeps the contract of all engines. */
class MlpContractTests extends EngineContract {

    @Override
    protected Engine engine(long seed) {
        return Engines.classifier().seed(seed).build();
    }

    @Override
    protected EngineClaims claims() {
        return EngineClaims.batches(3)
                .validationBatches(2)
                .metrics("loss", "accuracy", "val_loss", "val_accuracy")
                .recordedAnyway("loss", "val_loss")
                .capabilities(LearningRate.class, Weights.class, Gradients.class, Predictions.class, EngineState.class);
    }
}
