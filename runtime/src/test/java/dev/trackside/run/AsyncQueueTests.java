package dev.trackside.run;

import static dev.trackside.run.AsyncRuns.run;
import static dev.trackside.run.AsyncRuns.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Async;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.Outcome;
import dev.trackside.RunSummary;
import dev.trackside.WhenFull;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of events that come faster than a handler on a thread of its own takes them. */
@Timeout(120)
class AsyncQueueTests {

    @Nested
    class AFullQueue {

        @Test
        void thatBlocksLosesNothing() {
            Blocks blocks = new Blocks();
            RunResult result = run().epochs(20).attach(blocks).train(AsyncRuns::train);

            assertThat(blocks.steps)
                    .containsExactlyElementsOf(IntStream.rangeClosed(1, 20 * AsyncRuns.BATCHES)
                            .boxed()
                            .toList());
            assertThat(summary(result, "blocks").dropped()).isZero();
        }

        @Test
        void thatDropsTheOldestSaysHowManyAtTheEnd() {
            try (LogLines log = LogLines.open()) {
                Drops drops = new Drops();
                RunResult result = run().attach(drops).train(AsyncRuns::train);

                assertThat(drops.gate.steps).containsExactly(1, 9, 10);
                assertThat(summary(result, "drops"))
                        .extracting(RunSummary.Callback::calls, RunSummary.Callback::dropped)
                        .containsExactly(2L * AsyncRuns.BATCHES + 1, 7L);
                assertThat(log.warnings())
                        .containsExactly(
                                "WARN drops could not keep up: Drops.batch(long) missed 7 of 10 events (drop-oldest). Call it less often (every = ...), or give it a larger queue (@Async(queue = ...)).");
            }
        }

        @Test
        void thatSamplesIsEvenAndHasTheNewest() {
            try (LogLines log = LogLines.open()) {
                Samples samples = new Samples();
                RunResult result = run().attach(samples).train(AsyncRuns::train);

                // The first is being handled; of the others every fourth stays, and the last.
                assertThat(samples.gate.steps).containsExactly(1, 5, 9, 10);
                assertThat(summary(result, "samples").dropped()).isEqualTo(6);
                assertThat(log.warnings())
                        .singleElement()
                        .asString()
                        .contains("Samples.batch(long) missed 6 of 10 events (sample)");
            }
        }

        @Test
        void thatTheTrainingWaitsForIsNamed() {
            try (LogLines log = LogLines.open()) {
                BlocksUntilSaid blocks = new BlocksUntilSaid(log);
                run().option("run.callback-time", Duration.ofSeconds(1))
                        .attach(blocks)
                        .train(AsyncRuns::train);

                assertThat(log.warnings())
                        .anyMatch(line -> line.startsWith(
                                        "WARN The training waits for blocks-until-said (from code), whose queue of @Async calls has been full for ")
                                && line.endsWith("BlocksUntilSaid.batch() has not returned."));
            }
        }

        @Test
        void ofAThreadThatIsInterruptedDropsInPlaceOfWaiting() {
            BlocksInterrupted blocks = new BlocksInterrupted();
            RunResult result = run().attach(blocks).train(AsyncRuns::train);

            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(blocks.gate.steps).containsExactly(1, 2, 3);
            assertThat(summary(result, "blocks-interrupted").dropped()).isEqualTo(AsyncRuns.BATCHES - 3);
        }
    }

    @Test
    void whatAHandlerDroppedIsInTheSummaryOfThatCallbackOnly() {
        RunResult result = run().attach(new Drops()).attach(new Blocks()).train(AsyncRuns::train);

        assertThat(result.summary().callbacks())
                .extracting(RunSummary.Callback::id, RunSummary.Callback::dropped)
                .containsExactlyInAnyOrder(tuple("drops", 7L), tuple("blocks", 0L));
    }

    static final class Blocks {
        final List<Integer> steps = new CopyOnWriteArrayList<>();

        @OnBatchEnd
        @Async(queue = 1)
        void batch(long step) {
            steps.add((int) step);
        }
    }

    static final class Drops {
        final AsyncRuns.Gate gate = new AsyncRuns.Gate();

        @OnBatchEnd
        @Async(queue = 2, whenFull = WhenFull.DROP_OLDEST)
        void batch(long step) {
            gate.pass(step);
        }

        @OnBatchEnd
        void waits() {
            gate.awaitArrival();
        }

        @OnEpochEnd
        void epoch() {
            gate.open();
        }
    }

    static final class Samples {
        final AsyncRuns.Gate gate = new AsyncRuns.Gate();

        @OnBatchEnd
        @Async(queue = 4, whenFull = WhenFull.SAMPLE)
        void batch(long step) {
            gate.pass(step);
        }

        @OnBatchEnd
        void waits() {
            gate.awaitArrival();
        }

        @OnEpochEnd
        void epoch() {
            gate.open();
        }
    }

    static final class BlocksUntilSaid {
        private final LogLines log;

        BlocksUntilSaid(LogLines log) {
            this.log = log;
        }

        @OnBatchEnd
        @Async(queue = 1)
        void batch() {
            while (log.warnings().isEmpty()) {
                Thread.onSpinWait();
            }
        }
    }

    static final class BlocksInterrupted {
        final AsyncRuns.Gate gate = new AsyncRuns.Gate();

        @OnBatchEnd
        @Async(queue = 2)
        void batch(long step) {
            gate.pass(step);
        }

        @OnBatchEnd
        void waits() {
            gate.awaitArrival();
            Thread.currentThread().interrupt();
        }

        @OnEpochEnd
        void epoch() {
            gate.open();
        }
    }
}
