package dev.trackside.run;

import dev.trackside.RunSummary;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/** Runs with handlers on threads of their own, and what holds those threads up. */
final class AsyncRuns {

    static final int BATCHES = 10;

    private AsyncRuns() {}

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

    /** Holds the first event until the last has come. */
    static final class Gate {
        final List<Integer> steps = new CopyOnWriteArrayList<>();
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        void pass(long step) {
            arrived.countDown();
            AsyncRuns.await(open);
            steps.add((int) step);
        }

        void awaitArrival() {
            AsyncRuns.await(arrived);
        }

        void open() {
            open.countDown();
        }
    }
}
