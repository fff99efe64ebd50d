package dev.trackside.testkit.contract;

import dev.trackside.Gradients;
import dev.trackside.OnGradients;
import java.util.List;

/** Dispatches to {@link GradientsProbe}. */
public final class GradientsProbe_Table extends ProbeTable<Gradients> {

    /** For the run. */
    public GradientsProbe_Table() {
        super(GradientsProbe.class, "gradients-probe", Gradients.class, List.of(OnGradients.class));
    }
}
