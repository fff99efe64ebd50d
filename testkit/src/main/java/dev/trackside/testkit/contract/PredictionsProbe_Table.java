package dev.trackside.testkit.contract;

import dev.trackside.OnValidationBatchEnd;
import dev.trackside.Predictions;
import java.util.List;

/** Dispatches to {@link PredictionsProbe}. */
public final class PredictionsProbe_Table extends ProbeTable<Predictions> {

    /** For the run. */
    public PredictionsProbe_Table() {
        super(PredictionsProbe.class, "predictions-probe", Predictions.class, List.of(OnValidationBatchEnd.class));
    }
}
