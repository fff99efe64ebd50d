package dev.trackside.bench.whole;

import static java.util.Objects.requireNonNull;

import dev.trackside.run.RunBuilder;
import dev.trackside.run.Trackside;
import dev.trackside.spi.Engine;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How the runs of Trackside are started here. */
final class Runs {

    static final long SEED = 42;

    private Runs() {}

    static RunBuilder run(int epochs, Path folder, @Nullable Twelve twelve) {
        RunBuilder run = Trackside.run("whole")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", folder)
                .console(new SilentConsole())
                .epochs(epochs)
                .seed(SEED);
        if (twelve != null) {
            twelve.attachTo(run);
        }
        return run;
    }

    /** What an engine lets callbacks do. */
    static <T> T offered(Engine engine, Class<T> type) {
        return type.cast(requireNonNull(engine.offers().get(type), type.getName()));
    }
}
