package dev.trackside.runtime.loading.sample;

import dev.trackside.Attach;
import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;

/** Tells in its exception what nobody should read. */
@Plugin(value = "sample-posting", attach = Attach.WHEN_CONFIGURED)
public final class Posting {

    @Option
    String webhook = "";

    @Option(min = 1)
    int times = 1;

    @OnEpochEnd
    void post() {
        throw new IllegalStateException("no answer from " + webhook, new IllegalArgumentException(webhook));
    }
}
