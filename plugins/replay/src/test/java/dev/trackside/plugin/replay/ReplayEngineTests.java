package dev.trackside.plugin.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Clock;
import dev.trackside.Decision;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.Outcome;
import dev.trackside.plugin.history.History;
import dev.trackside.plugin.history.HistoryRecorder;
import dev.trackside.plugin.replay.TestCallbacks.Doubler;
import dev.trackside.plugin.replay.TestCallbacks.Halver;
import dev.trackside.plugin.replay.TestCallbacks.Impatient;
import dev.trackside.plugin.replay.TestCallbacks.Judge;
import dev.trackside.plugin.replay.TestCallbacks.Skipper;
import dev.trackside.plugin.replay.TestCallbacks.StopWhenStale;
import dev.trackside.plugin.replay.TestCallbacks.Witness;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayEngineTests {

    private static final int EPOCHS = 20;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("history.db");
    }

    private static RunBuilder run() {
        return Trackside.run("small").withoutConfig().withoutDiscovery().epochs(EPOCHS);
    }

    private RunBuilder recorded() {
        return run().option("run.dir", folder.resolve("runs"))
                .attach(new HistoryRecorder())
                .option("history.file", file);
    }

    private static RunBuilder deciders(RunBuilder builder) {
        return builder.attach(new StopWhenStale())
                .attach(new Skipper())
                .attach(new Halver())
                .attach(new Impatient());
    }

    private static List<List<Object>> decisions(RunResult result) {
        return result.decisions().stream().map(TestCallbacks::essence).toList();
    }

    @Test
    void bringsTheSameDecisionsOfTheSameCallbacks() {
        RunResult then =
                deciders(recorded()).attach(new Doubler()).attach(new Judge()).train(new SmallEngine());

        try (History history = History.open(file)) {
            ReplayEngine engine = ReplayEngine.of(history.run("last"));
            RunResult now = deciders(run()).attach(engine.recordedMetrics()).train(engine);

            assertThat(then.decisions())
                    .extracting(Decision::kind)
                    .contains(
                            Decision.Kind.STOP,
                            Decision.Kind.STOP_EPOCH,
                            Decision.Kind.SKIP_BATCH,
                            Decision.Kind.LEARNING_RATE,
                            Decision.Kind.RESTORE);
            assertThat(decisions(now)).isEqualTo(decisions(then));
            assertThat(now.outcome()).isEqualTo(Outcome.STOPPED);
            assertThat(now.reason()).isEqualTo(then.reason());
            assertThat(now.summary().steps()).isEqualTo(then.summary().steps());
        }
    }

    @Test
    void showsCallbacksTheSameEventsAndMetricsBitForBit() {
        Witness then = new Witness();
        deciders(recorded())
                .attach(new Doubler())
                .attach(new Judge())
                .attach(then)
                .train(new SmallEngine());

        try (History history = History.open(file)) {
            Witness now = new Witness();
            ReplayEngine engine = ReplayEngine.of(history.run("last"));
            deciders(run()).attach(engine.recordedMetrics()).attach(now).train(engine);

            assertThat(then.seen).anyMatch(line -> line.contains("NaN")).hasSizeGreaterThan(100);
            assertThat(now.seen).isEqualTo(then.seen);
        }
    }

    private static List<String> epochEnds(List<String> lines) {
        return lines.stream().filter(line -> line.startsWith("epoch ends")).toList();
    }

    @Test
    void isDeterministic() {
        deciders(recorded()).attach(new Doubler()).train(new SmallEngine());

        try (History history = History.open(file)) {
            List<List<List<Object>>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                ReplayEngine engine = ReplayEngine.of(history.run("last"));
                both.add(decisions(
                        deciders(run()).attach(engine.recordedMetrics()).train(engine)));
            }
            assertThat(both.get(0)).isNotEmpty().isEqualTo(both.get(1));
        }
    }

    @Test
    void endsWhereAnotherOptionStops() {
        recorded().attach(new StopWhenStale()).train(new SmallEngine());

        try (History history = History.open(file)) {
            ReplayEngine engine = ReplayEngine.of(history.run("last"));
            StopWhenStale hasty = new StopWhenStale();
            hasty.patience = 1;
            RunResult now = run().attach(engine.recordedMetrics()).attach(hasty).train(engine);

            assertThat(now.reason()).contains("stale for 1 epochs");
            assertThat(now.summary().epochs()).isEqualTo(6);
            assertThat(engine.isAtEnd()).isFalse();
        }
    }

    @Test
    void leavesOpenWhatWouldHaveComeAfterTheRecord() {
        recorded().attach(new StopWhenStale()).train(new SmallEngine());

        try (History history = History.open(file)) {
            ReplayEngine engine = ReplayEngine.of(history.run("last"));
            StopWhenStale patient = new StopWhenStale();
            patient.patience = 10;
            RunResult now =
                    run().attach(engine.recordedMetrics()).attach(patient).train(engine);

            assertThat(now.outcome()).isEqualTo(Outcome.LEFT);
            assertThat(now.summary().epochs())
                    .isEqualTo(history.run("last").epochs())
                    .isLessThan(EPOCHS);
            assertThat(engine.isAtEnd()).isTrue();
            assertThat(engine.epochs()).isEqualTo(EPOCHS);
        }
    }

    @Test
    void showsTheRateAsItWasIfNobodySetsIt() {
        Witness then = new Witness();
        recorded().attach(new Halver()).attach(then).train(new SmallEngine());

        try (History history = History.open(file)) {
            Witness now = new Witness();
            ReplayEngine engine = ReplayEngine.of(history.run("last"));
            run().attach(engine.recordedMetrics()).attach(now).train(engine);

            assertThat(epochEnds(now.seen)).isEqualTo(epochEnds(then.seen)).anyMatch(line -> line.contains("lr=0.05"));
        }
    }

    @Test
    void playsTheTimeOfTheRecord() {
        Times then = new Times();
        recorded().attach(then).epochs(3).train(new SmallEngine());

        try (History history = History.open(file)) {
            Times now = new Times();
            ReplayEngine engine = ReplayEngine.of(history.run("last"));
            run().epochs(3).attach(engine.recordedMetrics()).attach(now).train(engine);

            assertThat(now.seconds).hasSize(3);
            for (int epoch = 0; epoch < 3; epoch++) {
                assertThat(now.seconds.get(epoch))
                        .isCloseTo(then.seconds.get(epoch), org.assertj.core.api.Assertions.within(1e-6));
                assertThat(Duration.between(
                                then.clockAtEnds.get(epoch),
                                now.clockAtEnds.get(epoch).plusNanos(0)))
                        .isLessThan(Duration.ofMillis(100))
                        .isGreaterThan(Duration.ofMillis(-100));
            }
        }
    }

    static final class Times {

        final List<Double> seconds = new ArrayList<>();
        final List<java.time.Instant> clockAtEnds = new ArrayList<>();

        @OnTrainBegin
        void begin() {}

        @OnEpochEnd
        void end(@dev.trackside.Metric("epoch_seconds") double epoch, Clock clock) {
            seconds.add(epoch);
            clockAtEnds.add(clock.now());
        }
    }

    @Test
    void playsALoopOfOnesOwn() {
        Witness then = new Witness();
        recorded().epochs(4).produces("loss", "val_loss", "f1").attach(then).train(loop -> {
            for (dev.trackside.run.LoopEpoch epoch : loop.epochs()) {
                for (dev.trackside.run.LoopBatch<Integer> batch : epoch.batches(List.of(1, 2, 3))) {
                    batch.record("loss", 1.0 / (batch.data() + epoch.index()));
                }
                epoch.validation(() -> epoch.record("val_loss", 0.1 * epoch.index()));
                epoch.record("f1", 0.5);
            }
        });

        try (History history = History.open(file)) {
            Witness now = new Witness();
            ReplayEngine engine = ReplayEngine.of(history.run("last"));
            assertThat(engine.metrics()).containsExactly("loss");
            run().epochs(4).attach(engine.recordedMetrics()).attach(now).train(engine);

            List<String> events = now.seen.stream()
                    .filter(line -> !line.startsWith("gradients")) // a loop of one's own need not have them
                    .toList();
            assertThat(events).isEqualTo(then.seen);
        }
    }

    @Test
    void leavesMetricsToThoseWhoMeasureThemAnew() {
        deciders(recorded()).attach(new Doubler()).train(new SmallEngine());

        try (History history = History.open(file)) {
            ReplayEngine engine = ReplayEngine.of(history.run("last"), Set.of("double_loss"));
            RunResult now = deciders(run())
                    .attach(engine.recordedMetrics())
                    .attach(new Doubler())
                    .train(engine);

            assertThat(now.decisions()).anyMatch(decision -> decision.callback().equals("impatient"));
        }
    }

    @Test
    void saysWhereARecordBreaksOff() {
        assertThatThrownBy(() -> deciders(recorded()).attach(new Doubler()).train(new SmallEngine().failingIn(3)))
                .hasMessageContaining("the power failed");

        try (History history = History.open(file)) {
            ReplayEngine engine = ReplayEngine.of(history.run("last"));

            assertThatThrownBy(() ->
                            deciders(run()).attach(engine.recordedMetrics()).train(engine))
                    .hasRootCauseInstanceOf(EndOfRecordException.class)
                    .hasMessageContaining("breaks off in epoch 4")
                    .hasMessageContaining("the power failed");
            assertThat(engine.run().decisions()).isNotEmpty();
        }
    }
}
