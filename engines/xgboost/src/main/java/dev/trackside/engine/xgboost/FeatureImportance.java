package dev.trackside.engine.xgboost;

import dev.trackside.Attach;
import dev.trackside.OnTrainEnd;
import dev.trackside.Plugin;
import dev.trackside.RunFiles;
import java.util.List;

/**
 * Hands in the table {@code feature-importance} when a training with XGBoost has ended: for each feature the number of splits that ask it,
 * their mean gain and their mean cover, the highest gain first.
 *
 * <p>It comes after callbacks that put the best trees back, so the table is that of the model which the run leaves.
 *
 * @since 0.1
 */
@Plugin(value = "feature-importance", attach = Attach.WHEN_CONFIGURED)
public final class FeatureImportance {

    private static final String TABLE = "feature-importance";

    /** Made by the run, or by hand for {@code attach}. */
    public FeatureImportance() {}

    @OnTrainEnd
    void handIn(XgboostEngine engine, RunFiles files) {
        files.table(
                TABLE,
                List.of("feature", "gain", "cover", "splits"),
                engine.featureImportance().stream()
                        .map(score -> List.of(score.feature(), score.gain(), score.cover(), score.splits()))
                        .toList());
    }
}
