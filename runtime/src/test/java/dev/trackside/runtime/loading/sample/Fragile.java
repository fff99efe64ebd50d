package dev.trackside.runtime.loading.sample;

import dev.trackside.Attach;
import dev.trackside.OnEpochEnd;
import dev.trackside.Plugin;

/** Cannot be created unless a system property lets it. */
@Plugin(value = "sample-fragile", attach = Attach.WHEN_CONFIGURED)
public final class Fragile {

    /** Creates it. */
    public Fragile() {
        if (!Boolean.getBoolean("trackside.test.sturdy")) {
            throw new IllegalStateException("no display");
        }
    }

    @OnEpochEnd
    void hear() {}
}
