package dev.trackside.runtime.async;

import dev.trackside.WhenFull;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The background thread of one plugin, and the bounded queue before it. The thread is started by the first call that comes, and ends when the lane is
 * stopped; it never keeps the process alive.
 *
 * <p>Calls are made in the order in which they came. When one throws, nothing else that is queued is run, and what comes is given up, until the fault
 * was taken: what the fault means is for others to say, and a handler that has failed is not called again before they did.
 *
 * <p>Usable from any thread. Nothing waits for ever but a call of policy {@code BLOCK} for a handler that does not return, and that gives way to an
 * interrupt.
 */
public final class AsyncLane {

    private static final Logger LOG = LogManager.getLogger(AsyncLane.class);
    private static final int NONE = -1;

    private final String id;
    private final int capacity;
    private final @Nullable ClassLoader context;
    private final Runnable faultAdded;
    private final LaneQueue queue;

    private final ReentrantLock lock = new ReentrantLock(); // no monitor: a virtual thread would be pinned by it
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private @Nullable Thread thread;
    private @Nullable AsyncFault fault;
    private int busyWith = NONE;
    private boolean failed;
    private boolean stopped;
    private boolean dead;

    /**
     * A lane that has no thread yet.
     *
     * @param id the id of the plugin; its thread is {@code trackside-ID}
     * @param capacity the greatest number of calls that wait, at least 1
     * @param context the context class loader of the thread: that of the plugin's class; null for the boot loader
     * @param faultAdded is run on the thread of the lane when there is a fault to be taken; must not throw
     */
    public AsyncLane(String id, int capacity, @Nullable ClassLoader context, Runnable faultAdded) {
        if (capacity < 1) {
            throw new IllegalArgumentException("a queue of %d holds no call".formatted(capacity));
        }
        this.id = id;
        this.capacity = capacity;
        this.context = context;
        this.faultAdded = faultAdded;
        this.queue = new LaneQueue(capacity);
    }

    /**
     * Where a handler puts its calls.
     *
     * @param handler its number, for faults and counts
     * @param whenFull what becomes of a call of it when the queue is full
     * @return an executor that throws {@link IllegalStateException} if the thread of the lane has died, or waits for itself
     */
    public Executor executor(int handler, WhenFull whenFull) {
        lock.lock();
        try {
            Source source = queue.source(handler, whenFull);
            return call -> submit(source, call);
        } finally {
            lock.unlock();
        }
    }

    private void submit(Source source, Runnable call) {
        lock.lock();
        try {
            Entry entry = new Entry(source, source.submitted++, call);
            while (!isSettled(entry)) {
                room.await();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            source.crowdedOut++;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the call is in the queue, or was given up; else there is no room for it. */
    private boolean isSettled(Entry entry) {
        Source source = entry.source();
        if (stopped || failed) {
            source.discarded++;
            return true;
        }
        if (dead) {
            source.discarded++;
            throw new IllegalStateException("the thread of %s has died; see the log".formatted(id));
        }
        start();
        if (queue.offer(entry)) {
            work.signal();
            return true;
        }
        if (Thread.currentThread() == thread) {
            source.crowdedOut++;
            throw new IllegalStateException("%s would wait for itself: its queue of %d events is full"
                    .formatted(Thread.currentThread().getName(), capacity));
        }
        return false;
    }

    private void start() {
        if (thread == null) {
            Thread started = LaneThreads.create("trackside-" + id, this::work);
            started.setContextClassLoader(context);
            started.start();
            thread = started; // if it could not be started, the next call tries again
        }
    }

    // ---- on the thread of the lane

    private void work() {
        try {
            for (Entry entry = next(); entry != null; entry = next()) {
                make(entry);
            }
        } catch (Throwable broken) { // nothing that a handler throws comes here
            LOG.error("The thread of {} has died", id, broken);
        } finally {
            ended();
        }
    }

    private @Nullable Entry next() {
        lock.lock();
        try {
            busyWith = NONE;
            if (queue.isEmpty()) {
                idle.signalAll();
            }
            while (queue.isEmpty() && !stopped) {
                work.awaitUninterruptibly();
            }
            Entry entry = queue.poll();
            if (entry != null) {
                busyWith = entry.source().handler;
                room.signalAll();
            }
            return entry;
        } finally {
            lock.unlock();
        }
    }

    private void make(Entry entry) {
        try {
            entry.call().run();
        } catch (Throwable thrown) { // whose fault it is and what it means is judged where the run is known
            failed(new AsyncFault(entry.source().handler, thrown));
        } finally {
            Thread.interrupted(); // what a handler leaves behind is not for the next one
            Thread.currentThread().setContextClassLoader(context);
        }
    }

    private void failed(AsyncFault added) {
        lock.lock();
        try {
            if (stopped) {
                LOG.debug("{} has failed after it was stopped", id, added.thrown());
                return;
            }
            failed = true;
            fault = added;
            queue.discard();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        faultAdded.run();
    }

    private void ended() {
        lock.lock();
        try {
            dead = true;
            busyWith = NONE;
            queue.discard();
            room.signalAll();
            idle.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // ---- for those who know the run

    /**
     * Takes what a handler has thrown; from then on calls are made again.
     *
     * @return the fault; empty if there is none
     */
    public Optional<AsyncFault> takeFault() {
        lock.lock();
        try {
            AsyncFault taken = fault;
            fault = null;
            failed = false;
            return Optional.ofNullable(taken);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all that came was done. An interrupt does not shorten the wait; the thread stays interrupted.
     *
     * @param limit the longest time to wait
     * @return false if the time was over first
     */
    public boolean flush(Duration limit) {
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(limit); // which saturates
        boolean interrupted = false;
        lock.lock();
        try {
            while (!queue.isEmpty() || busyWith != NONE) {
                long left = end - System.nanoTime();
                if (left <= 0 || Thread.currentThread() == thread) {
                    return false;
                }
                try {
                    idle.awaitNanos(left);
                } catch (InterruptedException remembered) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Gives up what is queued. A handler that is being called goes on.
     *
     * @return how many calls were given up
     */
    public int discard() {
        lock.lock();
        try {
            int discarded = queue.discard();
            room.signalAll();
            return discarded;
        } finally {
            lock.unlock();
        }
    }

    /** Gives up what is queued and what comes, interrupts a handler that is being called, and ends the thread. May be called again. */
    public void stop() {
        lock.lock();
        try {
            stopped = true;
            queue.discard();
            work.signalAll();
            room.signalAll();
            if (thread != null && busyWith != NONE) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * The calls that wait, the one that is being made left out.
     *
     * @return a count from 0
     */
    public int pending() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The handler that is being called.
     *
     * @return its number; empty if none is
     */
    public OptionalInt busyWith() {
        lock.lock();
        try {
            return busyWith == NONE ? OptionalInt.empty() : OptionalInt.of(busyWith);
        } finally {
            lock.unlock();
        }
    }

    /**
     * What came and what was given up, for each handler.
     *
     * @return the counts in the order in which {@link #executor} was called
     */
    public List<AsyncCount> counts() {
        lock.lock();
        try {
            return queue.sources().stream().map(Source::count).toList();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Calls that were not made, whatever the reason.
     *
     * @return a count from 0
     */
    public long dropped() {
        return counts().stream().mapToLong(AsyncCount::dropped).sum();
    }
}
