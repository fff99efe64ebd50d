package dev.trackside.testkit.contract;

import dev.trackside.Weights;

/** Dispatches to {@link WeightsProbe}. */
public final class WeightsProbe_Table extends ProbeTable<Weights> {

    /** For the run. */
    public WeightsProbe_Table() {
        super(WeightsProbe.class, "weights-probe", Weights.class, EventName.LOOP);
    }
}
