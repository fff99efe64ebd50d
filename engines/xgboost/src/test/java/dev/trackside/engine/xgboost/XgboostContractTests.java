package dev.trackside.engine.xgboost;

import dev.trackside.LearningRate;
import dev.trackside.Predictions;
import dev.trackside.Weights;
import dev.trackside.engine.common.Split;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineState;
import dev.trackside.testkit.contract.EngineClaims;
import dev.trackside.testkit.contract.EngineContract;
import ml.dmlc.xgboost4j.java.Booster;

/** The xgboost engine keeps the contract of all engines. */
class XgboostContractTests extends EngineContract {

    private static final Split DATA = Tables.classes(40);

    @Override
    protected Engine engine(long seed) {
        return Tables.classifier(DATA).parameter("max_depth", 2).build();
    }

    @Override
    protected EngineClaims claims() {
        return EngineClaims.boosting()
                .validationBatches(1)
                .metrics(
                        "loss",
                        "accuracy",
                        "mlogloss",
                        "merror",
                        "val_loss",
                        "val_accuracy",
                        "val_mlogloss",
                        "val_merror")
                .capabilities(
                        LearningRate.class,
                        Weights.class,
                        Predictions.class,
                        EngineState.class,
                        Booster.class,
                        XgboostEngine.class);
    }
}
