package dev.trackside.run;

import dev.trackside.runtime.checkpoint.LocalCheckpointStore;
import dev.trackside.spi.CheckpointStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps checkpoints in a folder, each not before the test has let it in. */
public final class GatedStore implements CheckpointStore {

    public final List<String> begun = new CopyOnWriteArrayList<>();
    public final List<String> ended = new CopyOnWriteArrayList<>();
    public final List<String> deleted = new CopyOnWriteArrayList<>();
    public final List<String> threads = new CopyOnWriteArrayList<>();
    private final LocalCheckpointStore store;
    private final List<Thread> writers = new CopyOnWriteArrayList<>();
    private final Semaphore gate = new Semaphore(0);
    private volatile @Nullable String fault;

    public GatedStore(Path folder) {
        this.store = new LocalCheckpointStore(folder);
    }

    /** Lets so many in. */
    public void let(int checkpoints) {
        gate.release(checkpoints);
    }

    /** Lets nobody wait any more. */
    public GatedStore open() {
        gate.release(1_000_000);
        return this;
    }

    /** From now on nothing can be written. */
    public GatedStore failing(String words) {
        fault = words;
        return this;
    }

    /** From now on it can again. */
    public void mend() {
        fault = null;
    }

    /** Waits until the n-th one stands at the gate, or has passed it. */
    public synchronized void awaitBegun(int nth) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (begun.size() < nth) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("only " + begun + " came within a minute");
            }
            try {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    /** Waits until the thread that writes the n-th one has nothing more to write. */
    public void awaitWriter(int nth) {
        awaitBegun(nth);
        Thread thread = writers.get(nth - 1);
        try {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
        if (thread.isAlive()) {
            throw new AssertionError(thread + " does not end");
        }
    }

    private static void take(Semaphore semaphore) {
        try {
            if (!semaphore.tryAcquire(1, TimeUnit.MINUTES)) {
                throw new AssertionError("nobody came within a minute");
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Override
    public String save(String name, Content content) throws IOException {
        threads.add(Thread.currentThread().getName());
        writers.add(Thread.currentThread());
        synchronized (this) {
            begun.add(name);
            notifyAll();
        }
        take(gate);
        String words = fault;
        if (words != null) {
            throw new IOException(words);
        }
        String location = store.save(name, content);
        ended.add(name);
        return location;
    }

    @Override
    public InputStream open(String name) throws IOException {
        return store.open(name);
    }

    @Override
    public List<String> names() throws IOException {
        return store.names();
    }

    @Override
    public void delete(String name) throws IOException {
        deleted.add(name);
        store.delete(name);
    }
}
