package dev.trackside.runtime.async;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.WhenFull;
import dev.trackside.run.LogLines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** One thread, calls in order, and no way for it to hold anybody up for ever. */
@Timeout(60)
class AsyncLaneTests {

    /** Longer than any test may take: a wait that ends does so for a reason. */
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicInteger faultsTold = new AtomicInteger();
    private final List<String> called = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch atTheGate = new CountDownLatch(1);
    private AsyncLane lane = lane(2);

    private AsyncLane lane(int capacity) {
        return new AsyncLane("uploader", capacity, getClass().getClassLoader(), faultsTold::incrementAndGet);
    }

    @AfterEach
    void end() {
        gate.countDown();
        lane.stop();
    }

    private Runnable call(String name) {
        return () -> called.add(name);
    }

    /** Keeps the lane busy until the gate opens. */
    private void occupy(Executor executor) throws InterruptedException {
        executor.execute(() -> {
            atTheGate.countDown();
            awaitUninterruptibly(gate);
            called.add("gate");
        });
        atTheGate.await();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException again) {
                // Like a handler that cannot be interrupted.
            }
        }
    }

    private static Thread started(FutureTask<?> task) {
        Thread thread = new Thread(task, "trainer");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Until the thread waits for something; it runs no other code that waits. */
    private static void awaitWaiting(Thread thread) {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
    }

    @Nested
    class ItsThread {

        private Thread thread(AsyncLane lane) {
            AtomicReference<Thread> thread = new AtomicReference<>();
            lane.executor(0, WhenFull.BLOCK).execute(() -> thread.set(Thread.currentThread()));
            assertThat(lane.flush(LONG)).isTrue();
            return thread.get();
        }

        @Test
        void isNamedAfterThePluginAndKeepsNoProcessAlive() {
            assertThat(thread(lane).getName()).isEqualTo("trackside-uploader");
            assertThat(thread(lane).isDaemon()).isTrue();
        }

        @Test
        void hasTheClassLoaderOfThePlugin() {
            ClassLoader loader = new ClassLoader(null) {};
            lane = new AsyncLane("uploader", 2, loader, () -> {});

            assertThat(thread(lane).getContextClassLoader()).isSameAs(loader);
        }

        @Test
        @EnabledForJreRange(min = JRE.JAVA_21)
        void isVirtualWhereTheJdkHasThem() throws Exception {
            assertThat(Thread.class.getMethod("isVirtual").invoke(thread(lane))).isEqualTo(true);
        }

        @Test
        @EnabledForJreRange(max = JRE.JAVA_20)
        void isADaemonWhereItHasNot() {
            assertThat(thread(lane).getClass()).isSameAs(Thread.class);
        }

        @Test
        void isOneForAllCalls() {
            assertThat(thread(lane)).isSameAs(thread(lane)).isNotSameAs(Thread.currentThread());
        }

        @Test
        void endsWhenTheLaneIsStopped() throws InterruptedException {
            Thread thread = thread(lane);
            lane.stop();
            thread.join();

            assertThat(thread.isAlive()).isFalse();
        }

        @Test
        void isNotLeftInterruptedByAHandler() {
            AtomicReference<Boolean> interrupted = new AtomicReference<>();
            Executor executor = lane.executor(0, WhenFull.BLOCK);
            executor.execute(() -> Thread.currentThread().interrupt());
            executor.execute(() -> interrupted.set(Thread.currentThread().isInterrupted()));
            lane.flush(LONG);

            assertThat(interrupted.get()).isFalse();
        }
    }

    @Nested
    class Calls {

        @Test
        void areMadeInTheOrderInWhichTheyCame() {
            lane = lane(1000);
            Executor one = lane.executor(0, WhenFull.BLOCK);
            Executor other = lane.executor(1, WhenFull.DROP_OLDEST);
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 500; i++) {
                String name = String.valueOf(i);
                (i % 3 == 0 ? other : one).execute(call(name));
                expected.add(name);
            }

            assertThat(lane.flush(LONG)).isTrue();
            assertThat(called).isEqualTo(expected);
            assertThat(lane.counts())
                    .containsExactly(
                            new AsyncCount(0, WhenFull.BLOCK, 333, 0, 0),
                            new AsyncCount(1, WhenFull.DROP_OLDEST, 167, 0, 0));
        }

        @Test
        void areShownWhileTheyWait() throws InterruptedException {
            Executor executor = lane.executor(7, WhenFull.BLOCK);
            occupy(executor);
            executor.execute(call("a"));

            assertThat(lane.pending()).isEqualTo(1);
            assertThat(lane.busyWith()).isEqualTo(OptionalInt.of(7));
            gate.countDown();
            assertThat(lane.flush(LONG)).isTrue();
            assertThat(lane.pending()).isZero();
            assertThat(lane.busyWith()).isEmpty();
        }

        @Test
        void ofAFullQueueThatDropsDoNotWait() throws InterruptedException {
            Executor executor = lane.executor(0, WhenFull.DROP_OLDEST);
            occupy(executor);
            for (String name : List.of("a", "b", "c", "d")) {
                executor.execute(call(name));
            }
            gate.countDown();
            lane.flush(LONG);

            assertThat(called).containsExactly("gate", "c", "d");
            assertThat(lane.dropped()).isEqualTo(2);
        }

        @Test
        void needAQueueOfOneAtLeast() {
            assertThatThrownBy(() -> lane(0)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class WhoBlocks {

        private final Executor executor = lane.executor(0, WhenFull.BLOCK);
        private final FutureTask<Boolean> submission = new FutureTask<>(() -> {
            executor.execute(call("blocked"));
            return Thread.currentThread().isInterrupted();
        });

        private Thread blocked() throws InterruptedException {
            occupy(executor);
            executor.execute(call("a"));
            executor.execute(call("b"));
            Thread thread = started(submission);
            awaitWaiting(thread);
            assertThat(submission.isDone()).isFalse();
            return thread;
        }

        @Test
        void goesOnWhenThereIsRoom() throws Exception {
            blocked();
            gate.countDown();

            assertThat(submission.get()).isFalse();
            assertThat(lane.flush(LONG)).isTrue();
            assertThat(called).containsExactly("gate", "a", "b", "blocked");
            assertThat(lane.dropped()).isZero();
        }

        @Test
        void givesWayToAnInterruptAndStaysInterrupted() throws Exception {
            blocked().interrupt();

            assertThat(submission.get()).as("still interrupted").isTrue();
            gate.countDown();
            lane.flush(LONG);
            assertThat(called).containsExactly("gate", "a", "b");
            assertThat(lane.counts()).containsExactly(new AsyncCount(0, WhenFull.BLOCK, 4, 1, 0));
        }

        @Test
        void goesOnWhenTheLaneIsStopped() throws Exception {
            blocked();
            lane.stop();

            assertThat(submission.get()).isFalse();
            assertThat(lane.dropped()).isEqualTo(3);
        }

        @Test
        void goesOnWhenAHandlerFails() throws Exception {
            Executor other = lane.executor(1, WhenFull.BLOCK);
            other.execute(() -> {
                atTheGate.countDown();
                awaitUninterruptibly(gate);
                throw new IllegalStateException("broken");
            });
            atTheGate.await();
            executor.execute(call("a"));
            executor.execute(call("b"));
            awaitWaiting(started(submission));
            gate.countDown();

            assertThat(submission.get()).isFalse();
            lane.flush(LONG);
            assertThat(called).isEmpty();
            assertThat(lane.counts().get(0).discarded()).isEqualTo(3);
        }

        @Test
        void goesOnWhenWhatIsQueuedIsDiscarded() throws Exception {
            blocked();

            assertThat(lane.discard()).isEqualTo(2);
            assertThat(submission.get()).isFalse();
            gate.countDown();
            lane.flush(LONG);
            assertThat(called).containsExactly("gate", "blocked");
        }

        @Test
        void isToldIfItIsTheThreadOfTheLaneItself() {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            executor.execute(() -> {
                executor.execute(call("a"));
                executor.execute(call("b"));
                try {
                    executor.execute(call("c"));
                } catch (IllegalStateException refused) {
                    thrown.set(refused);
                }
            });

            assertThat(lane.flush(LONG)).isTrue();
            assertThat(called).containsExactly("a", "b");
            assertThat(thrown.get()).hasMessageContaining("trackside-uploader would wait for itself");
        }
    }

    @Nested
    class AHandlerThatThrows {

        private final IllegalStateException broken = new IllegalStateException("broken");

        @Test
        void isToldWithItsNumberOnce() {
            lane.executor(3, WhenFull.BLOCK).execute(() -> {
                throw broken;
            });
            lane.flush(LONG);

            assertThat(faultsTold).hasValue(1);
            assertThat(lane.takeFault()).contains(new AsyncFault(3, broken));
            assertThat(lane.takeFault()).isEmpty();
        }

        @Test
        void isFollowedByNoneUntilTheFaultWasTaken() throws InterruptedException {
            lane = lane(10);
            Executor executor = lane.executor(0, WhenFull.BLOCK);
            occupy(executor);
            executor.execute(() -> {
                throw broken;
            });
            executor.execute(call("queued"));
            gate.countDown();
            lane.flush(LONG);
            executor.execute(call("before it was taken"));
            lane.flush(LONG);
            assertThat(called).containsExactly("gate");

            lane.takeFault();
            executor.execute(call("after it was taken"));
            lane.flush(LONG);
            assertThat(called).containsExactly("gate", "after it was taken");
            assertThat(lane.counts()).containsExactly(new AsyncCount(0, WhenFull.BLOCK, 5, 0, 2));
        }

        @Test
        void mayThrowAnError() {
            AssertionError wrong = new AssertionError("wrong");
            lane.executor(0, WhenFull.BLOCK).execute(() -> {
                throw wrong;
            });
            lane.flush(LONG);

            assertThat(lane.takeFault()).contains(new AsyncFault(0, wrong));
        }
    }

    @Nested
    class ALaneWhoseThreadHasDied {

        @Test
        void saysSoAndHoldsNobodyUp() throws InterruptedException {
            CountDownLatch dying = new CountDownLatch(1);
            lane = new AsyncLane("uploader", 2, null, () -> {
                dying.countDown();
                throw new IllegalStateException("nobody may do this");
            });
            Executor executor = lane.executor(0, WhenFull.BLOCK);
            try (LogLines log = LogLines.open()) {
                AtomicReference<Thread> thread = new AtomicReference<>();
                executor.execute(() -> {
                    thread.set(Thread.currentThread());
                    throw new IllegalArgumentException("broken");
                });
                dying.await();
                thread.get().join();

                assertThat(lane.takeFault()).isPresent();
                assertThatThrownBy(() -> executor.execute(call("a")))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("the thread of uploader has died");
                assertThat(lane.flush(LONG)).isTrue();
                assertThat(lane.dropped()).isEqualTo(1);
                assertThat(log.lines()).containsExactly("ERROR The thread of uploader has died");
            }
        }
    }

    @Nested
    class Flushing {

        @Test
        void givesUpAtItsLimit() throws InterruptedException {
            occupy(lane.executor(0, WhenFull.BLOCK));

            assertThat(lane.flush(Duration.ZERO)).isFalse();
        }

        @Test
        void needsNoThread() {
            assertThat(lane.flush(Duration.ZERO)).isTrue();
        }

        @Test
        void goesOnAfterAnInterruptAndLeavesTheThreadInterrupted() throws Exception {
            occupy(lane.executor(0, WhenFull.BLOCK));
            FutureTask<String> flushing = new FutureTask<>(
                    () -> lane.flush(LONG) + " " + Thread.currentThread().isInterrupted());
            Thread thread = started(flushing);
            awaitWaiting(thread);
            thread.interrupt();
            gate.countDown();

            assertThat(flushing.get()).isEqualTo("true true");
        }

        @Test
        void isRefusedToTheThreadOfTheLane() {
            AtomicReference<Boolean> flushed = new AtomicReference<>();
            lane.executor(0, WhenFull.BLOCK).execute(() -> flushed.set(lane.flush(LONG)));
            lane.flush(LONG);

            assertThat(flushed.get()).isFalse();
        }

        @Test
        void takesTimesWithoutEnd() {
            lane.executor(0, WhenFull.BLOCK).execute(call("a"));

            assertThat(lane.flush(Duration.ofSeconds(Long.MAX_VALUE))).isTrue();
        }
    }

    @Nested
    class Stopping {

        @Test
        void interruptsAHandlerAndDropsTheRest() throws InterruptedException {
            CountDownLatch interrupted = new CountDownLatch(1);
            Executor executor = lane.executor(0, WhenFull.BLOCK);
            executor.execute(() -> {
                atTheGate.countDown();
                try {
                    gate.await();
                } catch (InterruptedException expected) {
                    interrupted.countDown();
                }
            });
            atTheGate.await();
            executor.execute(call("a"));
            lane.stop();
            interrupted.await();

            assertThat(lane.flush(LONG)).isTrue();
            assertThat(called).isEmpty();
            assertThat(lane.dropped()).isEqualTo(1);
        }

        @Test
        void takesNothingMore() {
            Executor executor = lane.executor(0, WhenFull.BLOCK);
            lane.stop();
            lane.stop();
            executor.execute(call("a"));

            assertThat(lane.flush(LONG)).isTrue();
            assertThat(called).isEmpty();
            assertThat(lane.counts()).containsExactly(new AsyncCount(0, WhenFull.BLOCK, 1, 0, 1));
        }

        @Test
        void letsAHandlerFailUnheard() throws InterruptedException {
            Executor executor = lane.executor(0, WhenFull.BLOCK);
            executor.execute(() -> {
                atTheGate.countDown();
                awaitUninterruptibly(gate);
                throw new IllegalStateException("after the end");
            });
            atTheGate.await();
            lane.stop();
            gate.countDown();
            lane.flush(LONG);

            assertThat(faultsTold).hasValue(0);
            assertThat(lane.takeFault()).isEmpty();
        }
    }
}
