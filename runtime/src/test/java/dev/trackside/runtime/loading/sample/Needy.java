package dev.trackside.runtime.loading.sample;

import dev.trackside.Attach;
import dev.trackside.OnEpochEnd;
import dev.trackside.Plugin;

/** Needs its library at the first event. */
@Plugin(value = "sample-needy", attach = Attach.WHEN_CONFIGURED)
public final class Needy {

    @OnEpochEnd
    void hear() {
        Library.gone();
    }
}
