package dev.trackside.testkit.contract;

import dev.trackside.Run;

/** Dispatches to {@link EventProbe}. */
public final class EventProbe_Table extends ProbeTable<Run> {

    /** For the run. */
    public EventProbe_Table() {
        super(EventProbe.class, "event-probe", Run.class, EventName.LOOP);
    }
}
