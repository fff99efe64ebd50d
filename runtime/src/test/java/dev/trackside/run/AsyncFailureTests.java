package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Async;
import dev.trackside.Attach;
import dev.trackside.Batch;
import dev.trackside.Decision;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochBegin;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Outcome;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.TracksideException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An exception on the thread of a plugin follows the plugin's failure policy, as it does on the thread that trains. */
@Timeout(120)
class AsyncFailureTests {

    private static final List<String> HEARD = new CopyOnWriteArrayList<>();

    private final Trace trace = new Trace();

    private RunBuilder run() {
        HEARD.clear();
        return Trackside.run("test").withoutConfig().attach(trace).epochs(3);
    }

    /** A reporter that fails at its second batch. */
    @Plugin(value = "frail-async", attach = Attach.WHEN_CONFIGURED)
    static final class FrailAsync {
        @Option
        FailurePolicyTests.Fault fault = FailurePolicyTests.Fault.EXCEPTION;

        @OnBatchEnd
        @Async
        void batch(Batch batch) {
            HEARD.add("batch " + batch.index());
            if (batch.index() == 1) {
                fault.raise();
            }
        }

        @OnTrainEnd
        void end() {
            HEARD.add("end");
        }
    }

    @Nested
    class ADiscoveredReporter {

        @Test
        void isDetachedAndWhatIsQueuedIsNotHandled() {
            RunResult result = run().option("frail-async.fault", FailurePolicyTests.Fault.EXCEPTION)
                    .train(AsyncRuns::train);

            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(HEARD).containsExactly("batch 0", "batch 1");
            assertThat(AsyncRuns.summary(result, "frail-async").detached().orElseThrow())
                    .startsWith("The callback frail-async (FrailAsync.batch(Batch), from ")
                    .contains("failed at @OnBatchEnd on its own thread, noticed in ")
                    .endsWith(": IllegalStateException: broken.");
            assertThat(AsyncRuns.summary(result, "frail-async").calls())
                    .isEqualTo(2 + AsyncRuns.summary(result, "frail-async").dropped());
            assertThat(result.decisions())
                    .extracting(Decision::kind, Decision::callback)
                    .containsExactly(tuple(Decision.Kind.DETACH, "frail-async"));
        }

        @Test
        void thatHasNoMemoryEndsTheRun() {
            assertThatThrownBy(() -> run().option("frail-async.fault", FailurePolicyTests.Fault.OUT_OF_MEMORY)
                            .train(AsyncRuns::train))
                    .hasMessageContaining("OutOfMemoryError: simulated")
                    .hasCauseInstanceOf(OutOfMemoryError.class);
        }
    }

    @Nested
    class AReporterThatCodeAttaches {

        @Test
        void failsTheRunAtTheNextEvent() {
            assertThatThrownBy(() -> run().attach("fails", new FailsSoon()).train(AsyncRuns::train))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageStartingWith(
                            "The callback fails (FailsSoon.batch(), from code) failed at @OnBatchEnd on its own thread, noticed in epoch 2: IllegalStateException: broken.")
                    .hasRootCauseMessage("broken");

            assertThat(trace.events).doesNotContain("epoch begin 2").endsWith("train end FAILED");
        }

        @Test
        void failsTheRunThoughItIsNoticedAtItsEnd() {
            assertThatThrownBy(() -> run().epochs(1)
                            .attach(new FailsAtTheLast(Thread.currentThread()))
                            .train(AsyncRuns::train))
                    .hasRootCauseMessage("broken");

            assertThat(trace.events).contains("epoch end 0").endsWith("train end FAILED");
            assertThat(trace.events)
                    .anyMatch(event ->
                            event.startsWith("failure The callback fails-at-the-last (FailsAtTheLast.batch()"));
        }

        @Test
        void failsTheRunAfterTrainEndToo() {
            assertThatThrownBy(
                            () -> run().epochs(1).attach(new FailsAtTrainEnd()).train(AsyncRuns::train))
                    .hasMessageContaining("FailsAtTrainEnd.end(), from code) failed at @OnTrainEnd on its own thread")
                    .hasRootCauseMessage("broken");

            assertThat(trace.events).endsWith("train end COMPLETED");
        }

        @Test
        void isSuppressedByWhatFailedTheRunBefore() {
            IllegalStateException fault = new IllegalStateException("no data");
            Throwable thrown = catchThrowable(() -> run().attach("a", new FailsAtTheLast(Thread.currentThread()))
                    .attach("b", new FailsAtTheLast(Thread.currentThread()))
                    .train(loop -> {
                        for (LoopEpoch epoch : loop.epochs()) {
                            for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1})) {
                                batch.record("loss", 1);
                            }
                            throw fault;
                        }
                    }));

            assertThat(thrown).isSameAs(fault);
            assertThat(thrown.getSuppressed())
                    .extracting(Throwable::getMessage)
                    .hasSize(2)
                    .allMatch(message -> message.contains("failed at @OnBatchEnd on its own thread"));
        }
    }

    @Test
    void whatIsForTheThreadThatTrainsIsRefused() {
        assertThatThrownBy(() -> run().attach(new FiresElsewhere()).train(AsyncRuns::train))
                .hasMessageContaining(
                        "Run.fire may be used on the thread that trains only, not on trackside-fires-elsewhere");
    }

    /** Fails while the second epoch begins, which goes on when the fault is known. */
    static final class FailsSoon {
        private volatile boolean second;
        private volatile @Nullable Thread failing;

        @OnBatchEnd(at = 1)
        @Async
        void batch() {
            while (!second) {
                Thread.onSpinWait();
            }
            failing = Thread.currentThread();
            throw new IllegalStateException("broken");
        }

        @OnEpochBegin(at = 2)
        void epoch() {
            second = true;
            Thread thread = failing;
            while (thread == null) {
                Thread.onSpinWait();
                thread = failing;
            }
            AsyncRuns.awaitWaiting(thread);
        }
    }

    static final class FailsAtTheLast {
        private final Thread trainer;

        FailsAtTheLast(Thread trainer) {
            this.trainer = trainer;
        }

        @OnBatchEnd(at = 1)
        @Async
        void batch() {
            AsyncRuns.awaitWaiting(trainer);
            throw new IllegalStateException("broken");
        }
    }

    static final class FailsAtTrainEnd {
        @OnTrainEnd
        @Async
        void end() {
            throw new IllegalStateException("broken");
        }
    }

    static final class FiresElsewhere {
        @OnEpochEnd
        @Async
        void end(Run run) {
            run.fire(SampleCallbacks.OnPlateau.class, new SampleCallbacks.Plateau(1));
        }
    }
}
