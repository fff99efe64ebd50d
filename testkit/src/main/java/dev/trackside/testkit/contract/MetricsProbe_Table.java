package dev.trackside.testkit.contract;

import dev.trackside.Metrics;

/** Dispatches to {@link MetricsProbe}. */
public final class MetricsProbe_Table extends ProbeTable<Metrics> {

    /** For the run. */
    public MetricsProbe_Table() {
        super(MetricsProbe.class, "metrics-probe", Metrics.class, EventName.LOOP);
    }
}
