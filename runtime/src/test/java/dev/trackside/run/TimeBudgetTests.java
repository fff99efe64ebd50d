package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trackside.Attachment;
import dev.trackside.Clock;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainBegin;
import dev.trackside.Option;
import dev.trackside.RunSummary;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What callbacks cost a run, and how it is told. */
class TimeBudgetTests {

    private final MovedClock clock = new MovedClock();

    /** A clock that callbacks and loops move. */
    private static final class MovedClock implements Clock {
        private long nanos;

        void pass(double seconds) {
            nanos += (long) (seconds * 1e9);
        }

        @Override
        public Instant now() {
            return Instant.ofEpochSecond(0, nanos);
        }

        @Override
        public long nanoTime() {
            return nanos;
        }
    }

    static final class Slow {
        @Option
        double epochSeconds;

        @Option
        double batchSeconds;

        private final MovedClock clock;

        Slow(MovedClock clock) {
            this.clock = clock;
        }

        @OnBatchEnd
        void batch() {
            clock.pass(batchSeconds);
        }

        @OnEpochEnd
        void epoch() {
            clock.pass(epochSeconds);
        }
    }

    static final class Often {
        @Option
        double seconds = 1;

        @Option
        int everyEpochs = 1;

        private final MovedClock clock;

        Often(MovedClock clock) {
            this.clock = clock;
        }

        @OnEpochEnd
        void epoch(int epoch) {
            if (epoch % everyEpochs == 0) {
                clock.pass(seconds);
            }
        }
    }

    static final class Hangs {
        private final LogLines lines;
        private String told = "";

        Hangs(LogLines lines) {
            this.lines = lines;
        }

        @OnBatchEnd
        void waitsForever() {
            told = lines.await("has not returned");
        }
    }

    static final class Broken {
        @OnTrainBegin
        void breaks() {
            throw new IllegalStateException("broken");
        }
    }

    private RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery().clock(clock);
    }

    private void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 2})) {
                clock.pass(1.5);
                batch.record("loss", 1);
            }
        }
    }

    @Test
    void theSummaryTellsEachShareOfTheTime() {
        RunResult result = run().attach("a", new Slow(clock))
                .attach("b", new Slow(clock))
                .option("a.epoch-seconds", 1)
                .option("b.batch-seconds", 0.5)
                .option("run.callback-share", "100%")
                .epochs(4)
                .train(this::train);

        RunSummary.Cost first = result.summary().callbacks().get(0).cost();
        assertThat(first.time()).isEqualTo(Duration.ofSeconds(4));
        assertThat(first.share()).isEqualTo(0.2);
        assertThat(first.error()).isZero();
        assertThat(first.timed()).isEqualTo(12);
        assertThat(result.summary().callbacks().get(1).cost().share()).isEqualTo(0.2);
    }

    @Test
    void whoLeavesKeepsItsPartOfTheWhole() {
        Slow slow = new Slow(clock);
        slow.epochSeconds = 3;
        RunResult result = run().option("run.callback-share", "100%").epochs(4).train(loop -> {
            Attachment slows = loop.run().attach(slow);
            for (LoopEpoch epoch : loop.epochs()) {
                clock.pass(4.5);
                if (epoch.index() == 2) {
                    slows.detach(); // before the end of this epoch
                }
            }
        });

        assertThat(result.summary().callbacks()).singleElement().satisfies(callback -> {
            assertThat(callback.detached()).contains("detached by code");
            assertThat(callback.calls()).isEqualTo(2);
            assertThat(callback.cost().time()).isEqualTo(Duration.ofSeconds(6));
            assertThat(callback.cost().share()).isCloseTo(0.25, within(1e-9)); // 6 of 24 seconds
        });
    }

    @Test
    void theEndOfARunSaysWhatItsCallbacksTook() {
        try (LogLines lines = LogLines.open()) {
            run().attach("a", new Slow(clock))
                    .attach("b", new Slow(clock))
                    .option("a.epoch-seconds", 1)
                    .option("b.batch-seconds", 0.125)
                    .option("run.callback-share", "100%")
                    .epochs(4)
                    .train(this::train);

            assertThat(lines.lines()).contains("INFO Callbacks took 29.4 % of 17.00 s: a 23.5 %, b 5.9 %.");
        }
    }

    @Test
    void theEndOfAShortRunSaysThatSharesAreThoseOfAYoungProcess() {
        try (LogLines lines = LogLines.open()) {
            run().attach("a", new Slow(clock))
                    .option("a.epoch-seconds", 1)
                    .epochs(1)
                    .train(this::train);

            assertThat(lines.lines())
                    .contains("INFO Callbacks took 25.0 % of 4.00 s, while the JVM was warming up: a 25.0 %.");
        }
    }

    @Test
    void whoTakesMoreThanTheShareIsNamedOnceWhileTheRunGoesOn() {
        try (LogLines lines = LogLines.open()) {
            run().attach("a", new Slow(clock))
                    .attach("b", new Slow(clock))
                    .option("a.epoch-seconds", 1)
                    .option("b.epoch-seconds", 0.1)
                    .epochs(5)
                    .train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            clock.pass(6);
                            if (epoch.index() == 2) {
                                assertThat(lines.warnings()).hasSize(1);
                            }
                        }
                    });

            assertThat(lines.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("WARN a (dev.trackside.run.TimeBudgetTests$Slow) takes ")
                    .contains("more than the 5.0 % that run.callback-share allows")
                    .endsWith(
                            "Its options may have it do less (plugins.a: epoch-seconds, batch-seconds). A higher run.callback-share allows it. In its code every = ..., or @Async if it only reports, makes it cheaper.");
        }
    }

    @Test
    void ofOptionsThoseThatSayHowOftenAreNamed() {
        try (LogLines lines = LogLines.open()) {
            run().attach("a", new Often(clock)).epochs(5).train(this::train);

            assertThat(lines.warnings())
                    .singleElement()
                    .asString()
                    .contains("Its options may have it do less (plugins.a: every-epochs).");
        }
    }

    @Test
    void aHigherShareCanBeAllowed() {
        try (LogLines lines = LogLines.open()) {
            run().attach("a", new Slow(clock))
                    .option("a.epoch-seconds", 1)
                    .option("run.callback-share", 0.5)
                    .epochs(5)
                    .train(this::train);

            assertThat(lines.warnings()).isEmpty();
        }
    }

    @Test
    void aCallThatTookLongIsNamedOnce() {
        try (LogLines lines = LogLines.open()) {
            run().attach("a", new Slow(clock))
                    .option("a.epoch-seconds", 11)
                    .option("run.callback-share", "100%")
                    .epochs(3)
                    .train(this::train);

            assertThat(lines.warnings())
                    .containsExactly(
                            "WARN a took 11.00 s for one call of Slow.epoch(), more than the 10.00 s that run.callback-time allows; the training waited for it.");
        }
    }

    @Test
    void aCallThatDoesNotReturnIsNamedWhileItLasts() {
        try (LogLines lines = LogLines.open()) {
            Hangs hangs = new Hangs(lines);
            run().attach(hangs).option("run.callback-time", "20ms").epochs(1).train(loop -> {
                for (LoopEpoch epoch : loop.epochs()) {
                    for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1})) {
                        batch.record("loss", 1);
                    }
                }
            });

            assertThat(hangs.told)
                    .startsWith(
                            "WARN hangs (dev.trackside.run.TimeBudgetTests$Hangs.waitsForever, from code) has not returned for ")
                    .contains(" at @OnBatchEnd, and the training waits for it. It is at ")
                    .contains("called from dev.trackside.run.TimeBudgetTests$Hangs.waitsForever(TimeBudgetTests.java:");
        }
    }

    @Test
    void aFaultBeginsWithTheHandlersOwnTrace() {
        assertThatThrownBy(() -> run().attach(new Broken()).epochs(1).train(this::train))
                .hasMessageContaining("The callback broken (Broken.breaks(), from code) failed at @OnTrainBegin")
                .satisfies(fault -> assertThat(fault.getStackTrace()).isEmpty())
                .cause()
                .satisfies(cause ->
                        assertThat(cause.getStackTrace()[0].getMethodName()).isEqualTo("breaks"));
    }
}
