package dev.trackside.run;

import static dev.trackside.run.AsyncRuns.awaitWaiting;
import static dev.trackside.run.AsyncRuns.run;
import static dev.trackside.run.AsyncRuns.summary;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.Async;
import dev.trackside.Attachment;
import dev.trackside.Batch;
import dev.trackside.Checkpoints;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.Metrics;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnResume;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.State;
import dev.trackside.WhenFull;
import dev.trackside.spi.EngineState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Handlers on the thread of their plugin: {@link Async}. What the end waits for: {@link AsyncEndTests}; a full queue: {@link AsyncQueueTests}; what becomes of their
 * exceptions: {@link AsyncFailureTests}.
 */
@Timeout(120)
class AsyncTests {

    @Nested
    class AHandler {

        @Test
        void receivesTheEventAsItWasThoughTheRunHasMovedOn() {
            Snapshots snapshots = new Snapshots();
            run().epochs(2).attach(snapshots).train(AsyncRuns::train);

            assertThat(snapshots.heard)
                    .hasSize(2 * AsyncRuns.BATCHES)
                    .startsWith("batch 0 of epoch 0 at step 1: 0.0 = 0.0", "batch 1 of epoch 0 at step 2: 1.0 = 1.0")
                    .endsWith("batch 9 of epoch 1 at step 20: 9.0 = 9.0");
        }

        @Test
        void hasAThreadOfItsPlugin() {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            run().attach("one", new Threads(threads))
                    .attach("two", new Threads(threads))
                    .train(AsyncRuns::train);

            assertThat(threads).extracting(Thread::getName).containsExactlyInAnyOrder("trackside-one", "trackside-two");
            assertThat(threads)
                    .allMatch(Thread::isDaemon)
                    .extracting(Thread::getContextClassLoader)
                    .containsOnly(Threads.class.getClassLoader());
        }

        @Test
        void mayInterruptTheRun() {
            RunResult result = run().epochs(1_000_000).attach(new Interrupts()).train(AsyncRuns::train);

            assertThat(result.outcome()).isEqualTo(Outcome.INTERRUPTED);
            assertThat(result.reason()).contains("enough");
        }
    }

    static final class Snapshots {
        final List<String> heard = new CopyOnWriteArrayList<>();
        private final CountDownLatch movedOn = new CountDownLatch(1);

        @OnBatchEnd
        @Async
        void batch(Batch batch, Epoch epoch, Metrics metrics, @Metric("loss") double loss, long step) {
            AsyncRuns.await(movedOn);
            heard.add("batch %d of epoch %d at step %d: %s = %s"
                    .formatted(batch.index(), epoch.index(), step, loss, metrics.get("loss")));
        }

        @OnEpochEnd(at = 2)
        void epoch() {
            assertThat(heard).isEmpty();
            movedOn.countDown();
        }
    }

    static final class Threads {
        private final Set<Thread> threads;

        Threads(Set<Thread> threads) {
            this.threads = threads;
        }

        @OnBatchBegin
        @Async
        void begin() {
            threads.add(Thread.currentThread());
        }

        @OnBatchEnd
        @Async(whenFull = WhenFull.SAMPLE)
        void end() {
            threads.add(Thread.currentThread());
        }
    }

    static final class Interrupts {
        @OnBatchEnd(at = 1)
        @Async
        void end(Run run) {
            run.interrupt("enough");
        }
    }

    @Nested
    class ACallbackThatIsDetached {

        @Test
        void isCalledNoMoreThoughMuchIsQueued() {
            Gated gated = new Gated();
            List<Attachment> attachment = new ArrayList<>();
            RunResult result = run().epochs(2)
                    .onStart(run -> {
                        attachment.add(run.attach("gated", gated));
                        run.attach(
                                "leaves",
                                new Does((epoch, same) -> attachment.get(0).detach()));
                    })
                    .train(AsyncRuns::train);
            gated.gate.open();

            assertThat(summary(result, "gated").detached()).contains("detached by code");
            assertThat(summary(result, "gated").dropped()).isEqualTo(AsyncRuns.BATCHES - 1);
            assertThat(gated.closed).isEqualTo(1);
            assertThat(gated.gate.steps.stream().filter(step -> step > 1)).isEmpty();
        }
    }

    static final class Gated implements AutoCloseable {
        final AsyncRuns.Gate gate = new AsyncRuns.Gate();
        int closed;

        @OnBatchEnd
        @Async
        void batch(long step) {
            gate.pass(step);
        }

        @OnBatchEnd
        void waits() {
            gate.awaitArrival();
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Nested
    class ACheckpoint {

        @Test
        void hasTheStateOfItsEvent(@TempDir Path runs) {
            run().option("run.dir", runs)
                    .offers(EngineState.class, new ToyModel())
                    .attach(new Counts(Thread.currentThread()))
                    .attach(new SavesAt())
                    .train(AsyncRuns::train);
            Counts resumed = new Counts(Thread.currentThread());
            run().option("run.dir", runs)
                    .resume("last")
                    .offers(EngineState.class, new ToyModel())
                    .attach(resumed)
                    .train(AsyncRuns::train);

            assertThat(resumed.restored).isEqualTo(4);
            assertThat(resumed.count).isEqualTo(AsyncRuns.BATCHES);
        }
    }

    /** Counts batches, none before the training waits for it. */
    static final class Counts {
        private final Thread trainer;
        int restored = -1;

        @State
        int count;

        Counts(Thread trainer) {
            this.trainer = trainer;
        }

        @OnBatchEnd(until = 4)
        @Async
        void first() {
            awaitWaiting(trainer);
            count++;
        }

        @OnBatchEnd(from = 5)
        @Async
        void others() {
            count++;
        }

        @OnResume
        void resume() {
            restored = count;
        }
    }

    static final class SavesAt {
        @OnBatchEnd(at = 4)
        void save(Checkpoints checkpoints) {
            checkpoints.request("last");
        }
    }
}
