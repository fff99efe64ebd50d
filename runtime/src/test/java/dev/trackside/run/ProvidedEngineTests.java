package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.spi.Engine;
import dev.trackside.spi.EngineProvider;
import dev.trackside.spi.Section;
import dev.trackside.spi.TrainingLoop;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who closes an engine that holds more than Java's memory. */
class ProvidedEngineTests {

    @TempDir
    private Path runs;

    private static final class HoldingEngine implements Engine, AutoCloseable {

        private final RuntimeException failure;
        private final IOException failureOfClose;
        private int closed;

        private HoldingEngine(RuntimeException failure, IOException failureOfClose) {
            this.failure = failure;
            this.failureOfClose = failureOfClose;
        }

        @Override
        public String name() {
            return "holding";
        }

        @Override
        public void train(TrainingLoop loop) {
            if (failure != null) {
                throw failure;
            }
            while (loop.nextEpoch()) {
                loop.endEpoch();
            }
        }

        @Override
        public void close() throws IOException {
            closed++;
            if (failureOfClose != null) {
                throw failureOfClose;
            }
        }
    }

    private record Provider(Engine engine) implements EngineProvider {
        @Override
        public String name() {
            return engine.name();
        }

        @Override
        public String summary() {
            return "Holds something";
        }

        @Override
        public Engine open(Section configuration, long seed) {
            return engine;
        }
    }

    private RunBuilder run() {
        return Trackside.run("held")
                .withoutConfig()
                .withoutDiscovery()
                .option("run.dir", runs)
                .epochs(1);
    }

    @Test
    void theRunIfAProviderHasMadeIt() {
        HoldingEngine engine = new HoldingEngine(null, null);

        run().train(new Provider(engine));

        assertThat(engine.closed).isEqualTo(1);
    }

    @Test
    void theRunAlsoIfItFails() {
        RuntimeException failure = new IllegalStateException("no more memory");
        IOException second = new IOException("cannot be closed");
        HoldingEngine engine = new HoldingEngine(failure, second);

        assertThatThrownBy(() -> run().train(new Provider(engine)))
                .isSameAs(failure)
                .hasSuppressedException(second);
        assertThat(engine.closed).isEqualTo(1);
    }

    @Test
    void theRunWhichSaysSoIfItCannot() {
        HoldingEngine engine = new HoldingEngine(null, new IOException("the device is gone"));

        assertThatThrownBy(() -> run().train(new Provider(engine)))
                .isInstanceOf(TracksideException.class)
                .hasMessage("The engine holding could not be closed after the run: the device is gone");
    }

    @Test
    void theCallerIfTheCallerHasMadeIt() {
        HoldingEngine engine = new HoldingEngine(null, null);

        run().train(engine);

        assertThat(engine.closed).isZero();
    }
}
