package dev.trackside.plugin.history.recording;

import dev.trackside.TracksideException;
import dev.trackside.plugin.history.database.Database;
import dev.trackside.plugin.history.database.Trouble;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries from the thread that trains and writes them on a thread of its own, a transaction each {@link #TICK_NANOS}. The thread that trains does not wake
 * the other one for each entry, which would cost it more than the entry itself; it does when the queue is half full.
 */
public final class HistoryWriter implements Runnable {

    /** How many entries wait at most. */
    public static final int CAPACITY = 8192;

    private static final int WAKE_AT = CAPACITY / 2;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long SIGN_OF_LIFE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Path file;
    private final Opener opener;
    private final BlockingQueue<Entry> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final Thread thread;
    private volatile boolean hurry;
    private volatile @Nullable TracksideException trouble;
    private final AtomicLong waits = new AtomicLong();
    private long waitedNanos;

    /** Opens a database; tests give one that breaks. */
    @FunctionalInterface
    public interface Opener {
        /**
         * Opens it.
         *
         * @param file the database
         * @return the connection, which the writer closes
         * @throws IOException if the file cannot be used
         * @throws SQLException if SQLite cannot open it
         */
        Connection open(Path file) throws IOException, SQLException;
    }

    /**
     * Writes nothing until it is {@linkplain #start started}.
     *
     * @param file the database
     * @param opener opens it, on the thread that writes
     */
    public HistoryWriter(Path file, Opener opener) {
        this.file = file;
        this.opener = opener;
        this.thread = new Thread(this, "trackside-history");
        thread.setDaemon(true);
        thread.setContextClassLoader(HistoryWriter.class.getClassLoader());
    }

    /** Begins to write. */
    public void start() {
        thread.start();
    }

    // ---- on the thread that trains

    /**
     * Hands over an entry; waits while the queue is full.
     *
     * @param entry the entry
     * @throws TracksideException if the history cannot be written any more
     */
    public void put(Entry entry) {
        throwTrouble();
        if (!queue.offer(entry)) {
            await(entry);
        } else if (!hurry && queue.size() >= WAKE_AT) {
            wake();
        }
    }

    private void await(Entry entry) {
        wake();
        waits.incrementAndGet();
        long begin = System.nanoTime();
        boolean interrupted = false;
        boolean done = false;
        while (!done) {
            try {
                done = queue.offer(entry, TICK_NANOS, TimeUnit.NANOSECONDS);
                throwTrouble();
            } catch (InterruptedException later) {
                interrupted = true; // it is the run's to act on; the entry is not lost for it
            }
        }
        waitedNanos += System.nanoTime() - begin;
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void wake() {
        hurry = true;
        LockSupport.unpark(thread);
    }

    /**
     * Waits until all that was handed over is committed.
     *
     * @param deadline how long to wait
     * @return false if that takes longer than the deadline
     * @throws TracksideException if the history cannot be written any more
     */
    public boolean flush(Duration deadline) {
        CountDownLatch done = new CountDownLatch(1);
        put(new Entry.Sync(done));
        wake();
        boolean interrupted = false;
        long end = System.nanoTime() + deadline.toNanos();
        try {
            while (true) {
                try {
                    boolean written = done.await(TICK_NANOS, TimeUnit.NANOSECONDS);
                    throwTrouble();
                    if (written || System.nanoTime() > end) {
                        return written;
                    }
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * Writes what is left, and ends the thread.
     *
     * @param now when the recording ends
     * @param deadline how long to wait
     * @return false if that takes longer than the deadline; the thread then goes on with it
     */
    public boolean close(Instant now, Duration deadline) {
        boolean interrupted = Thread.interrupted();
        try {
            put(new Entry.Closed(now));
        } catch (TracksideException told) {
            // It is kept in trouble, which the caller asks for; the thread has ended.
            interrupted |= Thread.interrupted();
        }
        wake();
        try {
            thread.join(deadline.toMillis());
        } catch (InterruptedException hurryUp) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    /**
     * Why the history cannot be written any more.
     *
     * @return what was thrown, in words; null if it is written
     */
    public @Nullable TracksideException trouble() {
        return trouble;
    }

    private void throwTrouble() {
        TracksideException there = trouble;
        if (there != null) {
            throw new TracksideException(
                    String.valueOf(there.getMessage()), there); // with the stack of this thread, too
        }
    }

    /**
     * How often the thread that trains has waited for room.
     *
     * @return a count from 0
     */
    public long waits() {
        return waits.get();
    }

    /**
     * How long it has waited, for the thread that trains.
     *
     * @return a sum
     */
    public Duration waited() {
        return Duration.ofNanos(waitedNanos);
    }

    // ---- on the thread that writes

    /** Writes until nothing comes any more. For the thread that {@link #start} begins. */
    @Override
    public void run() {
        List<Entry> entries = new ArrayList<>();
        try (Connection connection = openPatiently();
                SessionRows rows = new SessionRows(connection)) {
            long written = System.nanoTime();
            boolean goesOn = true;
            while (goesOn) {
                if (!hurry) {
                    LockSupport.parkNanos(TICK_NANOS);
                }
                hurry = false;
                queue.drainTo(entries);
                long now = System.nanoTime();
                if (!entries.isEmpty() || now - written >= SIGN_OF_LIFE_NANOS) {
                    written = now;
                    goesOn = write(connection, rows, entries);
                    entries.clear();
                }
            }
        } catch (Throwable fault) {
            // Whatever it is, the thread that trains is to know: there it is judged as any fault of a callback.
            trouble = Trouble.of(file, fault);
        }
        queue.drainTo(entries);
        entries.forEach(HistoryWriter::release);
    }

    /** Other processes may be about to make the same file. */
    private Connection openPatiently() throws IOException, SQLException {
        long begin = System.nanoTime();
        while (true) {
            try {
                return opener.open(file);
            } catch (SQLException fault) {
                giveUpUnlessBusy(fault, begin);
            }
        }
    }

    private static boolean write(Connection connection, SessionRows rows, List<Entry> entries) throws SQLException {
        begin(connection);
        boolean closed = false;
        try {
            for (Entry entry : entries) {
                rows.write(entry);
                closed |= entry instanceof Entry.Closed;
            }
            rows.showLife();
            Database.execute(connection, "COMMIT");
        } catch (SQLException | RuntimeException fault) {
            try {
                Database.execute(connection, "ROLLBACK");
            } catch (SQLException further) {
                fault.addSuppressed(further); // SQLite has rolled back itself
            }
            throw fault;
        }
        entries.forEach(HistoryWriter::release);
        return !closed;
    }

    private static void begin(Connection connection) throws SQLException {
        long begin = System.nanoTime();
        while (true) {
            try {
                Database.execute(connection, "BEGIN IMMEDIATE");
                return;
            } catch (SQLException fault) {
                giveUpUnlessBusy(fault, begin);
            }
        }
    }

    private static void giveUpUnlessBusy(SQLException fault, long begin) throws SQLException {
        if (!Trouble.isBusy(fault) || System.nanoTime() - begin > PATIENCE_NANOS) {
            throw fault;
        }
        LockSupport.parkNanos(TICK_NANOS / 10);
    }

    private static void release(Entry entry) {
        if (entry instanceof Entry.Sync sync) {
            sync.done().countDown();
        }
    }
}
