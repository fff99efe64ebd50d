package dev.trackside.testkit.contract;

import dev.trackside.Checkpoints;

/** Dispatches to {@link CheckpointsProbe}. */
public final class CheckpointsProbe_Table extends ProbeTable<Checkpoints> {

    /** For the run. */
    public CheckpointsProbe_Table() {
        super(CheckpointsProbe.class, "checkpoints-probe", Checkpoints.class, EventName.loopWithGradients());
    }
}
