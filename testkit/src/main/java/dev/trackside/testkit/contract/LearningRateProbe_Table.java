package dev.trackside.testkit.contract;

import dev.trackside.LearningRate;

/** Dispatches to {@link LearningRateProbe}. */
public final class LearningRateProbe_Table extends ProbeTable<LearningRate> {

    /** For the run. */
    public LearningRateProbe_Table() {
        super(LearningRateProbe.class, "learning-rate-probe", LearningRate.class, EventName.LOOP);
    }
}
