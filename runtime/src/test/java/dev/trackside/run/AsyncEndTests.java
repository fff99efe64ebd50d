package dev.trackside.run;

import static dev.trackside.run.AsyncRuns.awaitWaiting;
import static dev.trackside.run.AsyncRuns.run;
import static dev.trackside.run.AsyncRuns.summary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.Artifact;
import dev.trackside.Async;
import dev.trackside.OnArtifact;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnFailure;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.RunFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The end of a run waits for handlers on threads of their own, though not for ever. */
@Timeout(120)
class AsyncEndTests {

    @Nested
    class TheEnd {

        @ParameterizedTest
        @EnumSource
        void comesWhenAllThatCameBeforeWasHandled(End end) {
            Waited waited = new Waited(Thread.currentThread());
            RunBuilder builder = run().epochs(2).attach(waited);
            if (end == End.FAILED) {
                assertThatThrownBy(() -> builder.train(end::train)).hasMessage("no data");
            } else {
                assertThat(builder.train(end::train).outcome().name()).isEqualTo(end.name());
            }

            List<String> expected = new ArrayList<>(List.of("begin, at last"));
            if (end == End.FAILED) {
                expected.add("failure, at last");
            }
            expected.addAll(List.of("end", "end, at last", "close"));
            assertThat(waited.heard).isEqualTo(expected);
        }

        @Test
        void letsHandlersHearWhatOthersHandInThen(@TempDir Path runs) {
            HandsIn handsIn = new HandsIn(Thread.currentThread());
            run().option("run.dir", runs).attach(handsIn).train(AsyncRuns::train);

            assertThat(handsIn.heard).containsExactly("first", "second", "close");
        }

        @Test
        void waitsForOnesOwnThreadThoughItIsInterrupted() {
            Waited waited = new Waited(Thread.currentThread());
            run().attach(waited).train(loop -> {
                AsyncRuns.train(loop);
                Thread.currentThread().interrupt();
            });

            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            assertThat(waited.heard).containsExactly("begin, at last", "end", "end, at last", "close");
        }

        @Test
        void doesNotWaitForEverAndSaysWhatItDropped() {
            Stuck stuck = new Stuck();
            try (LogLines log = LogLines.open()) {
                RunResult result = run().option("run.async-deadline", Duration.ZERO)
                        .attach(stuck)
                        .train(AsyncRuns::train);

                assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(stuck.heard).containsExactly("end");
                assertThat(summary(result, "stuck").dropped()).isEqualTo(AsyncRuns.BATCHES - 1);
                assertThat(log.warnings())
                        .containsExactly(
                                "WARN stuck has not finished its @Async handlers within 0 s (run.async-deadline): Stuck.batch(long) has not returned. Dropped of what was queued: 9 events.");
            } finally {
                stuck.gate.countDown();
            }
        }

        @Test
        void interruptsAHandlerThatHasNotReturned() throws InterruptedException {
            Interruptible interruptible = new Interruptible();
            run().option("run.async-deadline", Duration.ZERO)
                    .attach(interruptible)
                    .train(AsyncRuns::train);

            interruptible.interrupted.await();
        }

        @Test
        void ofTheProcessIsNotHeldUpByAStuckHandler(@TempDir Path folder) throws Exception {
            String output = Jvm.in(folder)
                    .classPath(System.getProperty("java.class.path"))
                    .run(MainWithAStuckPlugin.class.getName());

            assertThat(output).endsWith("main returns");
        }
    }

    @Test
    void theDeadlineIsASetting() {
        assertThatThrownBy(() -> run().option("run.async-deadline", "soon").train(AsyncRuns::train))
                .hasMessageContaining("run.async-deadline must be a duration");
    }

    enum End {
        COMPLETED,
        LEFT,
        INTERRUPTED,
        FAILED;

        void train(Loop loop) {
            if (this == INTERRUPTED) {
                loop.run().interrupt("enough");
            }
            for (LoopEpoch epoch : loop.epochs()) {
                for (LoopBatch<Integer> batch : epoch.batches(new Integer[] {1, 2})) {
                    batch.record("loss", batch.data());
                    if (this == FAILED) {
                        throw new IllegalStateException("no data");
                    }
                }
                if (this == LEFT) {
                    return;
                }
            }
        }
    }

    /** What it handles on its own thread waits until the training waits for it. */
    static final class Waited implements AutoCloseable {
        final List<String> heard = new CopyOnWriteArrayList<>();
        private final Thread trainer;

        Waited(Thread trainer) {
            this.trainer = trainer;
        }

        private void atLast(String event) {
            awaitWaiting(trainer);
            heard.add(event + ", at last");
        }

        @OnTrainBegin
        @Async
        void begin() {
            atLast("begin");
        }

        @OnFailure
        @Async
        void failure(Throwable failure) {
            atLast("failure");
        }

        @OnTrainEnd
        void end() {
            heard.add("end");
        }

        @OnTrainEnd
        @Async
        void endLater() {
            atLast("end");
        }

        @Override
        public void close() {
            heard.add("close");
        }
    }

    static final class HandsIn implements AutoCloseable {
        final List<String> heard = new CopyOnWriteArrayList<>();
        private final Thread trainer;

        HandsIn(Thread trainer) {
            this.trainer = trainer;
        }

        @OnTrainEnd
        @Async
        void end(RunFiles files) {
            awaitWaiting(trainer);
            files.table("first", List.of("a"), List.of(List.of(1)));
        }

        @OnArtifact
        @Async
        void artifact(Artifact artifact, RunFiles files) {
            awaitWaiting(trainer);
            heard.add(artifact.name());
            if (artifact.name().equals("first")) {
                files.table("second", List.of("a"), List.of(List.of(1)));
            }
        }

        @Override
        public void close() {
            heard.add("close");
        }
    }

    /** Does not return from the first batch. */
    static final class Stuck {
        final List<String> heard = new CopyOnWriteArrayList<>();
        final CountDownLatch gate = new CountDownLatch(1);
        private final CountDownLatch atTheGate = new CountDownLatch(1);

        @OnBatchEnd
        @Async
        void batch(long step) {
            atTheGate.countDown();
            AsyncRuns.await(gate);
        }

        @OnBatchEnd
        void waits() {
            AsyncRuns.await(atTheGate);
        }

        @OnTrainEnd
        void end() {
            heard.add("end");
        }
    }

    static final class Interruptible {
        final CountDownLatch interrupted = new CountDownLatch(1);
        private final CountDownLatch begun = new CountDownLatch(1);

        @OnBatchEnd(at = 1)
        @Async
        void batch() {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
        }

        @OnBatchEnd
        void waits() {
            AsyncRuns.await(begun);
        }
    }

    static final class MainWithAStuckPlugin {
        public static void main(String[] arguments) {
            run().option("run.async-deadline", Duration.ZERO)
                    .attach(new Stuck())
                    .train(AsyncRuns::train);
            System.out.println("main returns");
        }
    }
}
