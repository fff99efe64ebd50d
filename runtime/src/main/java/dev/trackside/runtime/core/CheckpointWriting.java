package dev.trackside.runtime.core;

import dev.trackside.runtime.checkpoint.CheckpointData;
import dev.trackside.runtime.checkpoint.CheckpointFormat;
import dev.trackside.spi.CheckpointStore;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes checkpoints in the order in which they come, on the thread that trains or on a thread beside it, and keeps how each has ended until the thread
 * that trains takes it.
 *
 * <p>At most one is being written and one waits; who brings a third waits, too, so that no more than two copies of the state are held. The thread is
 * there while there is something to write, and never keeps the process alive: the run waits for what is being written before it ends. Waiting does not
 * give way to {@link Thread#interrupt}, which the thread keeps.
 *
 * <p>Everything but the writing itself is called on the thread that trains.
 */
final class CheckpointWriting {

    private static final Logger LOG = LogManager.getLogger(CheckpointWriting.class);
    private static final String THREAD = "trackside-checkpoint";

    private final CheckpointStore store;
    private final Runnable completed;
    private final ReentrantLock lock = new ReentrantLock(); // no monitor: a virtual thread would be pinned by it
    private final Condition changed = lock.newCondition();
    private final Deque<Done> done = new ArrayDeque<>();
    private @Nullable Thread thread;
    private @Nullable Order written;
    private @Nullable Order waiting;
    private boolean told;

    /**
     * A checkpoint that is to be written.
     *
     * @param number how many were taken before it in the run, itself included
     * @param name its name
     * @param data what it holds; nobody changes it any more
     * @param callback who asked for it
     */
    record Order(long number, String name, CheckpointData data, Callback callback) {}

    /**
     * A checkpoint that is complete on disk, or has failed.
     *
     * @param order what was to be written
     * @param aside whether the thread beside wrote it
     * @param location where it is; null if it has failed
     * @param fault why it has failed; null if it is complete
     */
    record Done(
            Order order,
            boolean aside,
            @Nullable String location,
            @Nullable Throwable fault) {}

    /**
     * Has nothing to write yet.
     *
     * @param store takes the checkpoints
     * @param completed is run on the thread beside when {@link #next} has something to give; must not throw
     */
    CheckpointWriting(CheckpointStore store, Runnable completed) {
        this.store = store;
        this.completed = completed;
    }

    /** Writes a checkpoint on this thread, when all before it are written. */
    void write(Order order) {
        awaitAll();
        boolean interrupted = Thread.interrupted(); // it would close the files that are written
        try {
            Done end = save(order, false);
            // What is no fault of a checkpoint, such as a want of memory, is this thread's own.
            if (end.fault() instanceof Error error) {
                throw error;
            }
            add(end);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits while one is being written and another one waits; to be called before the state is copied. */
    void awaitRoom() {
        lock.lock();
        try {
            if (written != null && waiting != null && !told) {
                told = true;
                LOG.info(
                        "checkpoints are asked for faster than they are written: the training waits until {} is, as {} waits, too",
                        written.name(),
                        waiting.name());
            }
            while (waiting != null) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Has a checkpoint written by the thread beside; there is room for it. */
    void writeAside(Order order) {
        lock.lock();
        try {
            start();
            waiting = order;
        } finally {
            lock.unlock();
        }
    }

    /** The next that is complete or has failed, in order; null if there is none. */
    @Nullable
    Done next() {
        lock.lock();
        try {
            return done.poll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether {@link #next} has something to give. */
    boolean hasNext() {
        lock.lock();
        try {
            return !done.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether something is written or waits, or is to be taken. */
    boolean isBusy() {
        lock.lock();
        try {
            return thread != null || !done.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is written any more. */
    void awaitAll() {
        lock.lock();
        try {
            if (thread != null) {
                LOG.info("waiting until the checkpoints that were asked for are written");
            }
            while (thread != null) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until no checkpoint of a name is written or waits.
     *
     * @return whether one of that name is complete that {@link #next} has not given yet
     */
    boolean await(String name) {
        lock.lock();
        try {
            while (isOf(written, name) || isOf(waiting, name)) {
                changed.awaitUninterruptibly();
            }
            return done.stream().anyMatch(end -> isOf(end.order(), name) && end.fault() == null);
        } finally {
            lock.unlock();
        }
    }

    private static boolean isOf(@Nullable Order order, String name) {
        return order != null && order.name().equals(name);
    }

    private void start() {
        if (thread == null) {
            Thread started = new Thread(this::work, THREAD);
            started.setDaemon(true);
            started.setContextClassLoader(store.getClass().getClassLoader());
            started.start();
            thread = started; // if it could not be started, nothing waits for it
        }
    }

    // ---- on the thread beside

    private void work() {
        for (Order order = take(); order != null; order = take()) {
            add(save(order, true));
            completed.run();
        }
    }

    private @Nullable Order take() {
        lock.lock();
        try {
            written = waiting;
            waiting = null;
            if (written == null) {
                thread = null;
            }
            changed.signalAll();
            return written;
        } finally {
            lock.unlock();
        }
    }

    private Done save(Order order, boolean aside) {
        try {
            String location = store.save(order.name(), out -> CheckpointFormat.write(order.data(), out));
            return new Done(order, aside, location, null);
        } catch (Throwable fault) { // judged by the thread that trains, whatever it is
            return new Done(order, aside, null, fault);
        }
    }

    private void add(Done end) {
        lock.lock();
        try {
            done.add(end);
        } finally {
            lock.unlock();
        }
    }
}
