package dev.trackside.runtime.loading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The threads that plugins from folders have started and not ended. They are told by their context class loader, which a thread has from the one that
 * starts it: in all calls into a plugin that is the plugin's. The threads that the runtime makes for plugins are left out; what hangs there is told
 * elsewhere.
 */
public final class LeftThreads {

    /** What ends with the plugin may take a moment to be gone. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final String OURS = "trackside-";

    private LeftThreads() {}

    /**
     * Looks for threads, after the plugins were closed. Waits a moment for those that are about to end.
     *
     * @param plugins the plugins
     * @return a sentence for each jar that has left threads behind, with its plugins and the threads
     */
    public static List<String> of(List<FoundPlugin> plugins) {
        Map<ClassLoader, String> names = new LinkedHashMap<>();
        for (FoundPlugin plugin : plugins) {
            PluginUnit unit = plugin.unit();
            ClassLoader loader = unit == null ? null : unit.made();
            if (loader != null) {
                names.merge(
                        loader,
                        "%s (from %s)".formatted(plugin.id(), plugin.origin()),
                        (one, other) -> one + " or " + other);
            }
        }
        return find(names);
    }

    private static List<String> find(Map<ClassLoader, String> names) {
        if (names.isEmpty()) {
            return List.of();
        }
        Map<ClassLoader, List<Thread>> left = new LinkedHashMap<>();
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (Thread thread : all()) {
            ClassLoader loader = owner(thread, names);
            if (loader != null && !ends(thread, end)) {
                left.computeIfAbsent(loader, key -> new ArrayList<>()).add(thread);
            }
        }
        List<String> sentences = new ArrayList<>();
        left.forEach((loader, threads) -> sentences.add(
                "%s leaves %s running after the run: %s. A plugin that starts threads ends them in close()."
                        .formatted(
                                names.get(loader),
                                threads.size() == 1 ? "a thread" : threads.size() + " threads",
                                threads.stream().map(LeftThreads::describe).collect(Collectors.joining(", ")))));
        return sentences;
    }

    private static List<Thread> all() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] threads = new Thread[root.activeCount() + 16];
        int count = root.enumerate(threads);
        while (count == threads.length) { // there may have been more
            threads = new Thread[2 * threads.length];
            count = root.enumerate(threads);
        }
        return Arrays.asList(threads).subList(0, count);
    }

    private static @Nullable ClassLoader owner(Thread thread, Map<ClassLoader, String> names) {
        if (thread == Thread.currentThread() || thread.getName().startsWith(OURS)) {
            return null;
        }
        ClassLoader context = thread.getContextClassLoader();
        if (context != null && names.containsKey(context)) {
            return context;
        }
        ClassLoader own = thread.getClass().getClassLoader();
        return own != null && names.containsKey(own) ? own : null;
    }

    /** Waits a moment for a thread that may be about to end. */
    private static boolean ends(Thread thread, long end) {
        boolean interrupted = false;
        try {
            while (thread.isAlive()) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    return false;
                }
                try {
                    thread.join(left);
                } catch (InterruptedException remembered) {
                    interrupted = true;
                }
            }
            return true;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String describe(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        return "%s%s%s"
                .formatted(
                        thread.getName(),
                        stack.length == 0 ? "" : " at " + stack[0],
                        thread.isDaemon() ? "" : " (keeps a program alive that does not end by System.exit)");
    }
}
