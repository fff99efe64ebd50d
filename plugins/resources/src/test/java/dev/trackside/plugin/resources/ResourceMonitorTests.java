package dev.trackside.plugin.resources;

import static dev.trackside.plugin.resources.FakeMachine.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.trackside.FailurePolicy;
import dev.trackside.Metric;
import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ResourceMonitorTests {

    private static final long PLENTY = 3_000_000_000L;

    /** A batch takes two seconds, and there is no validation. */
    private final Simulation simulation =
            Simulation.epochs(2).batches(4).secondsPerBatch(2).validateEvery(10).metric("loss", 1, 1);

    /** Keeps what reporters see. */
    static final class Reporter {
        final List<Map<String, Double>> batches = new ArrayList<>();
        final List<Map<String, Double>> epochs = new ArrayList<>();

        @OnBatchEnd
        void batch(Metrics metrics) {
            batches.add(metrics.toMap());
        }

        @OnEpochEnd
        void epoch(Metrics metrics) {
            epochs.add(metrics.toMap());
        }
    }

    /** Takes one by name. */
    static final class TakesCpu {
        final List<OptionalDouble> values = new ArrayList<>();

        @OnEpochEnd
        void epoch(@Metric("cpu") OptionalDouble cpu) {
            values.add(cpu);
        }
    }

    private static List<Double> values(List<Map<String, Double>> events, String name) {
        return events.stream().map(event -> event.get(name)).toList();
    }

    @Test
    void everyMetricReachesReportersWithItsUnit() {
        Reporter reporter = new Reporter();

        simulation
                .attach(new ResourceMonitor(new FakeMachine(reading(10, 5, 0.1, PLENTY), reading(11, 8, 0.1, PLENTY))))
                .attach(reporter)
                .run();

        assertThat(reporter.batches.get(0))
                .contains(
                        entry("cpu", 0.25), // one second of two, on two processors
                        entry("system_cpu", 0.75),
                        entry("heap_used", 500.0),
                        entry("heap_max", 1000.0),
                        entry("native_memory", 2000.0),
                        entry("gc_seconds", 0.3),
                        entry("gc_count", 3.0),
                        entry("threads", 17.0),
                        entry("disk_free", 3e9));
    }

    @Test
    void theNewestSampleHoldsUntilTheNextIsDueAndIsWhatAnEpochEndsWith() {
        Reporter reporter = new Reporter();
        FakeMachine machine = new FakeMachine(
                reading(0, 0, 0, 9_000_000_000L),
                reading(0, 0, 0, 8_000_000_000L),
                reading(0, 0, 0, 7_000_000_000L),
                reading(0, 0, 0, 6_000_000_000L));

        simulation
                .attach(new ResourceMonitor(machine))
                .option("resources.every", "5s")
                .attach(reporter)
                .run();

        // at 2 s the first; then at 8 s and 14 s, the first events 5 s after
        assertThat(values(reporter.batches, "disk_free")).containsExactly(8e9, 8e9, 8e9, 7e9, 7e9, 7e9, 6e9, 6e9);
        assertThat(values(reporter.epochs, "disk_free")).containsExactly(7e9, 6e9);
        assertThat(machine.reads()).isEqualTo(4);
    }

    @Test
    void whatTheMachineCannotTellIsAbsent() {
        Reporter reporter = new Reporter();

        simulation
                .attach(new ResourceMonitor(new FakeMachine(FakeMachine.bare())))
                .attach(reporter)
                .run();

        assertThat(reporter.epochs.get(0))
                .containsKeys("heap_used", "threads", "disk_free")
                .doesNotContainKeys("cpu", "system_cpu", "heap_max", "native_memory");
    }

    @Test
    void withoutTimeThereIsNoShare() {
        TakesCpu takes = new TakesCpu();

        simulation
                .secondsPerBatch(0)
                .attach(new ResourceMonitor(new FakeMachine(reading(0, 0, 0, PLENTY), reading(1, 0, 0, PLENTY))))
                .attach(takes)
                .run();

        assertThat(takes.values).containsOnly(OptionalDouble.empty());
    }

    @Test
    void onlyTheMetricsThatAreNamedAreProduced() {
        Reporter reporter = new Reporter();

        simulation
                .attach(new ResourceMonitor(new FakeMachine(reading(0, 0, 0, PLENTY))))
                .option("resources.metrics", List.of("threads"))
                .attach(reporter)
                .run();

        assertThat(reporter.batches.get(0)).containsKey("threads").doesNotContainKey("heap_used");
    }

    @Test
    void aMisspelledMetricIsAnError() {
        assertThatThrownBy(() -> simulation
                        .attach(new ResourceMonitor())
                        .attach(new Reporter())
                        .option("resources.metrics", List.of("cpus"))
                        .option("resources.on-failure", "fail")
                        .run())
                .hasStackTraceContaining("resources does not measure cpus. There are: cpu, disk_free");
    }

    @Test
    void aDiskThatBecomesFullIsWarnedOfOnceEvenIfNobodyTakesMetrics() {
        SimulatedRun run = simulation
                .attach(new ResourceMonitor(new FakeMachine(
                        reading(0, 0, 0, PLENTY), reading(0, 0, 0, PLENTY), reading(0, 0, 0, 900_000_000))))
                .option("resources.every", "0s")
                .run();

        assertThat(run.consoleLines())
                .filteredOn(line -> line.contains("only 900.0 MB left, less than 1.0 GB"))
                .hasSize(1);
    }

    @Test
    void aHeapThatStaysFullIsWarnedOfOnce() {
        SimulatedRun run = simulation
                .attach(new ResourceMonitor(new FakeMachine(
                        reading(0, 1, 0.5, PLENTY), reading(0, 2, 0.95, PLENTY), reading(0, 3, 0.96, PLENTY))))
                .option("resources.every", "0s")
                .run();

        assertThat(run.consoleLines())
                .filteredOn(line -> line.contains("96 % of the heap stay in use"))
                .hasSize(1);
    }

    @Test
    void aHeapThatWasFullAtOneCollectionIsNot() {
        SimulatedRun run = simulation
                .attach(new ResourceMonitor(new FakeMachine(
                        reading(0, 1, 0.95, PLENTY), // before the run
                        reading(0, 2, 0.95, PLENTY),
                        reading(0, 2, 0.95, PLENTY), // the same collection
                        reading(0, 3, 0.5, PLENTY),
                        reading(0, 4, 0.95, PLENTY))))
                .option("resources.every", "0s")
                .run();

        assertThat(run.consoleLines()).noneMatch(line -> line.contains("heap"));
    }

    @Test
    void aMachineThatCannotBeReadCostsThePluginNotTheRun() {
        SimulatedRun run = simulation
                .attach(new ResourceMonitor(new FakeMachine(reading(0, 0, 0, PLENTY)).failingAt(1)))
                .option("resources.on-failure", "detach")
                .run();

        assertThat(run.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(run.summary().callbacks().stream()
                        .filter(callback -> callback.id().equals("resources"))
                        .map(callback -> callback.detached().orElse("")))
                .singleElement()
                .asString()
                .contains("no such device");
    }

    @Test
    void itIsDetachedOnFailureWithoutBeingTold() {
        assertThat(new ResourceMonitor_Table().plugin().onFailure()).isEqualTo(FailurePolicy.DETACH);
    }
}
