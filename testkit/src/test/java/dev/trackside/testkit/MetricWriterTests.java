package dev.trackside.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.MetricWriter;
import dev.trackside.Metrics;
import dev.trackside.OnEpochEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricWriterTests {

    @Test
    void metricsThatAnOptionNamesAreWrittenForThoseWhoTakeThem() {
        TakesAll taker = new TakesAll();

        Simulation.epochs(1)
                .metric("loss", 1)
                .attach(new Gauges())
                .attach(taker)
                .option("gauges.names", List.of("cpu", "heap"))
                .run();

        assertThat(taker.seen).singleElement().satisfies(metrics -> assertThat(metrics.toMap())
                .containsEntry("cpu", 3.0)
                .containsEntry("heap", 4.0));
    }

    @Test
    void aMetricThatIsNotDeclaredIsRefused() {
        Gauges gauges = new Gauges();
        gauges.also = "gpu";

        SimulatedRun run = Simulation.epochs(1)
                .metric("loss", 1)
                .attach(gauges)
                .attach(new TakesAll())
                .option("gauges.names", List.of("cpu"))
                .runAndFail();

        assertThat(run.failure()).hasMessageContaining("gauges writes the metric gpu, which it does not declare");
    }

    @Plugin(value = "gauges", produces = "{names}")
    static final class Gauges {
        @Option
        List<String> names = List.of();

        String also = "";

        @OnEpochEnd
        void measure(MetricWriter writer) {
            names.forEach(name -> writer.write(name, name.length()));
            if (!also.isEmpty()) {
                writer.write(also, 0);
            }
        }
    }

    static final class TakesAll {
        final List<Metrics> seen = new ArrayList<>();

        @OnEpochEnd
        void read(Metrics metrics) {
            seen.add(metrics.snapshot());
        }
    }
}
