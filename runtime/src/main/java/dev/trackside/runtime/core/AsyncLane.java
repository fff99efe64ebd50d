package dev.trackside.runtime.core;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The background thread of one plugin: tasks in order, a bounded queue that makes the training wait when it is full. */
final class AsyncLane {

    private static final int CAPACITY = 1024;

    private final ThreadPoolExecutor executor;
    private final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();

    AsyncLane(String id) {
        executor = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(CAPACITY),
                task -> {
                    Thread thread = new Thread(task, "trackside-" + id);
                    thread.setDaemon(true); // a stuck plugin must not keep the process alive
                    return thread;
                },
                (task, pool) -> {
                    try {
                        pool.getQueue().put(task);
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(
                                "interrupted while waiting for the thread of " + id, interrupted);
                    }
                });
    }

    void submit(Runnable task) {
        executor.execute(() -> {
            try {
                task.run();
            } catch (Throwable fault) { // judged on the training thread, see takeFaults
                faults.add(fault);
            }
        });
    }

    List<Throwable> takeFaults() {
        List<Throwable> taken = new ArrayList<>();
        for (Throwable fault = faults.poll(); fault != null; fault = faults.poll()) {
            taken.add(fault);
        }
        return taken;
    }

    /** Waits until all that was submitted is done; false if the time is over first. */
    boolean flush(Duration limit) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(done::countDown);
        return done.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop() {
        executor.shutdownNow();
    }
}
