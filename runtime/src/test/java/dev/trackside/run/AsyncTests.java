package dev.trackside.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.trackside.Artifact;
import dev.trackside.Async;
import dev.trackside.Attachment;
import dev.trackside.Batch;
import dev.trackside.Checkpoints;
import dev.trackside.Epoch;
import dev.trackside.Metric;
import dev.trackside.Metrics;
import dev.trackside.OnArtifact;
import dev.trackside.OnBatchBegin;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnFailure;
import dev.trackside.OnResume;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Outcome;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.RunSummary;
import dev.trackside.State;
import dev.trackside.WhenFull;
import dev.trackside.spi.EngineState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers on the thread of their plugin: {@link Async}. What becomes of their exceptions: {@link AsyncFailureTests}. */
@Timeout(120)
class AsyncTests {

    private static final int BATCHES = 10;

    static RunBuilder run() {
        return Trackside.run("test").withoutConfig().withoutDiscovery().epochs(1);
    }

    static void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch :
                    epoch.batches(IntStream.range(0, BATCHES).boxed().toArray(Integer[]::new))) {
                batch.record("loss", batch.data());
            }
        }
    }

    static RunSummary.Callback summary(RunResult result, String id) {
        return result.summary().callbacks().stream()
                .filter(callback -> callback.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** For threads that an interrupt must not set free. */
    static void await(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException again) {
                // A handler that cannot be interrupted.
            }
        }
    }

    /** Until a thread waits: the one that trains does so for handlers only. */
    static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Nested
    class AHandler {

        @Test
        void receivesTheEventAsItWasThoughTheRunHasMovedOn() {
            Snapshots snapshots = new Snapshots();
            run().epochs(2).attach(snapshots).train(AsyncTests::train);

            assertThat(snapshots.heard)
                    .hasSize(2 * BATCHES)
                    .startsWith("batch 0 of epoch 0 at step 1: 0.0 = 0.0", "batch 1 of epoch 0 at step 2: 1.0 = 1.0")
                    .endsWith("batch 9 of epoch 1 at step 20: 9.0 = 9.0");
        }

        @Test
        void hasAThreadOfItsPlugin() {
            Set<Thread> threads = ConcurrentHashMap.newKeySet();
            run().attach("one", new Threads(threads))
                    .attach("two", new Threads(threads))
                    .train(AsyncTests::train);

            assertThat(threads).extracting(Thread::getName).containsExactlyInAnyOrder("trackside-one", "trackside-two");
            assertThat(threads)
                    .allMatch(Thread::isDaemon)
                    .extracting(Thread::getContextClassLoader)
                    .containsOnly(Threads.class.getClassLoader());
        }

        @Test
        void mayInterruptTheRun() {
            RunResult result = run().epochs(1_000_000).attach(new Interrupts()).train(AsyncTests::train);

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
            await(movedOn);
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
            run().option("run.dir", runs).attach(handsIn).train(AsyncTests::train);

            assertThat(handsIn.heard).containsExactly("first", "second", "close");
        }

        @Test
        void waitsForOnesOwnThreadThoughItIsInterrupted() {
            Waited waited = new Waited(Thread.currentThread());
            run().attach(waited).train(loop -> {
                train(loop);
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
                        .train(AsyncTests::train);

                assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
                assertThat(stuck.heard).containsExactly("end");
                assertThat(summary(result, "stuck").dropped()).isEqualTo(BATCHES - 1);
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
                    .train(AsyncTests::train);

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
            AsyncTests.await(gate);
        }

        @OnBatchEnd
        void waits() {
            AsyncTests.await(atTheGate);
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
            AsyncTests.await(begun);
        }
    }

    static final class MainWithAStuckPlugin {
        public static void main(String[] arguments) {
            run().option("run.async-deadline", Duration.ZERO)
                    .attach(new Stuck())
                    .train(AsyncTests::train);
            System.out.println("main returns");
        }
    }

    @Nested
    class AFullQueue {

        @Test
        void thatBlocksLosesNothing() {
            Blocks blocks = new Blocks();
            RunResult result = run().epochs(20).attach(blocks).train(AsyncTests::train);

            assertThat(blocks.steps)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 20 * BATCHES).boxed().toList());
            assertThat(summary(result, "blocks").dropped()).isZero();
        }

        @Test
        void thatDropsTheOldestSaysHowManyAtTheEnd() {
            try (LogLines log = LogLines.open()) {
                Drops drops = new Drops();
                RunResult result = run().attach(drops).train(AsyncTests::train);

                assertThat(drops.gate.steps).containsExactly(1, 9, 10);
                assertThat(summary(result, "drops"))
                        .extracting(RunSummary.Callback::calls, RunSummary.Callback::dropped)
                        .containsExactly(2L * BATCHES + 1, 7L);
                assertThat(log.warnings())
                        .containsExactly(
                                "WARN drops could not keep up: Drops.batch(long) missed 7 of 10 events (drop-oldest). Call it less often (every = ...), or give it a larger queue (@Async(queue = ...)).");
            }
        }

        @Test
        void thatSamplesIsEvenAndHasTheNewest() {
            try (LogLines log = LogLines.open()) {
                Samples samples = new Samples();
                RunResult result = run().attach(samples).train(AsyncTests::train);

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
                        .train(AsyncTests::train);

                assertThat(log.warnings())
                        .anyMatch(line -> line.startsWith(
                                        "WARN The training waits for blocks-until-said (from code), whose queue of @Async calls has been full for ")
                                && line.endsWith("BlocksUntilSaid.batch() has not returned."));
            }
        }

        @Test
        void ofAThreadThatIsInterruptedDropsInPlaceOfWaiting() {
            BlocksInterrupted blocks = new BlocksInterrupted();
            RunResult result = run().attach(blocks).train(AsyncTests::train);

            assertThat(Thread.interrupted()).as("still interrupted").isTrue();
            assertThat(result.outcome()).isEqualTo(Outcome.COMPLETED);
            assertThat(blocks.gate.steps).containsExactly(1, 2, 3);
            assertThat(summary(result, "blocks-interrupted").dropped()).isEqualTo(BATCHES - 3);
        }
    }

    static final class Blocks {
        final List<Integer> steps = new CopyOnWriteArrayList<>();

        @OnBatchEnd
        @Async(queue = 1)
        void batch(long step) {
            steps.add((int) step);
        }
    }

    /** Holds the first event until the last has come. */
    static final class Gate {
        final List<Integer> steps = new CopyOnWriteArrayList<>();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        void pass(long step) {
            arrived.countDown();
            AsyncTests.await(open);
            steps.add((int) step);
        }

        void awaitArrival() {
            AsyncTests.await(arrived);
        }

        void open() {
            open.countDown();
        }
    }

    static final class Drops {
        final Gate gate = new Gate();

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
        final Gate gate = new Gate();

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
        final Gate gate = new Gate();

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
                    .train(AsyncTests::train);
            gated.gate.open();

            assertThat(summary(result, "gated").detached()).contains("detached by code");
            assertThat(summary(result, "gated").dropped()).isEqualTo(BATCHES - 1);
            assertThat(gated.closed).isEqualTo(1);
            assertThat(gated.gate.steps.stream().filter(step -> step > 1)).isEmpty();
        }
    }

    static final class Gated implements AutoCloseable {
        final Gate gate = new Gate();
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
                    .train(AsyncTests::train);
            Counts resumed = new Counts(Thread.currentThread());
            run().option("run.dir", runs)
                    .resume("last")
                    .offers(EngineState.class, new ToyModel())
                    .attach(resumed)
                    .train(AsyncTests::train);

            assertThat(resumed.restored).isEqualTo(4);
            assertThat(resumed.count).isEqualTo(BATCHES);
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

    @Test
    void theDeadlineIsASetting() {
        assertThatThrownBy(() -> run().option("run.async-deadline", "soon").train(AsyncTests::train))
                .hasMessageContaining("run.async-deadline must be a duration");
    }

    @Test
    void whatAHandlerDroppedIsInTheSummaryOfThatCallbackOnly() {
        RunResult result = run().attach(new Drops()).attach(new Blocks()).train(AsyncTests::train);

        assertThat(result.summary().callbacks())
                .extracting(RunSummary.Callback::id, RunSummary.Callback::dropped)
                .containsExactlyInAnyOrder(tuple("drops", 7L), tuple("blocks", 0L));
    }
}
