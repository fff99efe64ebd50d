package dev.trackside.testkit.faults;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a run must leave as it found it. Threads that are started in the run are told by their context class loader, which they have from the one that
 * starts them: for the time of the run that is one of its own, so that whatever else goes on in the tests is not counted.
 */
final class Surroundings {

    /** What was just ended may take a moment to be gone. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final String OURS = "trackside-";

    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final Thread.@Nullable UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();

    private Surroundings() {}

    /** The loader of the thread that trains. */
    private static final class Marker extends ClassLoader {
        Marker(@Nullable ClassLoader parent) {
            super("fault kit", parent);
        }
    }

    /**
     * Runs something that must leave things as they are.
     *
     * @throws AssertionError with all that it does not
     */
    static <T extends @Nullable Object> T unchanged(Supplier<T> run) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        boolean interrupted = Thread.interrupted(); // of whom it was, is none of the plugin's business
        Marker marker = new Marker(before);
        Surroundings surroundings = new Surroundings();
        thread.setContextClassLoader(marker);
        List<String> faults = new ArrayList<>();
        T result;
        try {
            result = run.get();
        } finally {
            // Put right whatever happens, or it would fail other tests.
            faults.addAll(surroundings.restore(marker));
            thread.setContextClassLoader(before);
            if (interrupted) {
                thread.interrupt();
            }
        }
        faults.addAll(leftThreads(marker));
        Course.check(faults.isEmpty(), "after the run " + String.join("; ", faults));
        return result;
    }

    private List<String> restore(Marker marker) {
        List<String> faults = new ArrayList<>();
        if (Thread.interrupted()) {
            faults.add("the thread that trains is interrupted");
        }
        if (Thread.currentThread().getContextClassLoader() != marker) {
            faults.add("the thread that trains has another context class loader: "
                    + Thread.currentThread().getContextClassLoader());
        }
        if (System.out != out) {
            System.setOut(out);
            faults.add("System.out is another stream");
        }
        if (System.err != err) {
            System.setErr(err);
            faults.add("System.err is another stream");
        }
        if (Thread.getDefaultUncaughtExceptionHandler() != handler) {
            Thread.setDefaultUncaughtExceptionHandler(handler);
            faults.add("the default handler of uncaught exceptions is another one");
        }
        return faults;
    }

    private static List<String> leftThreads(Marker marker) {
        List<String> left = new ArrayList<>();
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (Thread thread : all()) {
            if (isOf(marker, thread) && !ends(thread, end)) {
                StackTraceElement[] stack = thread.getStackTrace();
                left.add("the thread %s runs on%s; end it in close()"
                        .formatted(thread.getName(), stack.length == 0 ? "" : " at " + stack[0]));
            }
        }
        return left;
    }

    private static List<Thread> all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + 64];
        int count = root.enumerate(threads);
        return Arrays.asList(threads).subList(0, count);
    }

    private static boolean isOf(Marker marker, Thread thread) {
        if (thread == Thread.currentThread() || thread.getName().startsWith(OURS)) {
            return false;
        }
        for (ClassLoader loader = thread.getContextClassLoader(); loader != null; loader = loader.getParent()) {
            if (loader == marker) {
                return true; // the loader of a plugin from a folder is below it
            }
        }
        return false;
    }

    private static boolean ends(Thread thread, long end) {
        try {
            thread.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
