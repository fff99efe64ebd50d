package dev.trackside.runtime.loading.sample;

import dev.trackside.Attach;
import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import java.util.Properties;

/** Tells through system properties which context loader it is called with, and leaves another behind. */
@Plugin(value = "sample-untidy", attach = Attach.WHEN_CONFIGURED)
public final class Untidy implements AutoCloseable {

    @Option
    String name = "untidy";

    /** Creates it. */
    public Untidy() {
        tell("constructor");
    }

    @OnEpochEnd
    void hear() {
        tell("handler");
    }

    @Override
    public void close() {
        tell("close");
    }

    private void tell(String where) {
        boolean own =
                Thread.currentThread().getContextClassLoader() == getClass().getClassLoader();
        Properties properties = System.getProperties();
        properties.setProperty("trackside.test.context." + where, own ? "own" : "other");
        Thread.currentThread().setContextClassLoader(null);
    }
}
