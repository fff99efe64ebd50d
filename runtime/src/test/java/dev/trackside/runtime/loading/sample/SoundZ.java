package dev.trackside.runtime.loading.sample;

import dev.trackside.Attach;
import dev.trackside.OnEpochEnd;
import dev.trackside.Plugin;

/** Hears epochs. */
@Plugin(value = "sample-sound-z", attach = Attach.WHEN_CONFIGURED)
public final class SoundZ {

    @OnEpochEnd
    void hear() {}
}
