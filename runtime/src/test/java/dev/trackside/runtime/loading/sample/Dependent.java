package dev.trackside.runtime.loading.sample;

import dev.trackside.Attach;
import dev.trackside.OnEpochEnd;
import dev.trackside.Plugin;

/** Uses a class of the plugin that it requires. */
@Plugin(value = "sample-dependent", attach = Attach.WHEN_CONFIGURED, requires = "sample-base")
public final class Dependent {

    @OnEpochEnd
    void hear() {
        if (!Base.Shared.text().equals("shared")) {
            throw new IllegalStateException();
        }
    }
}
