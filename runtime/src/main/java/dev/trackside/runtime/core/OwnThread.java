package dev.trackside.runtime.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The thread that trains; what is lent to handlers may be used on it alone. */
final class OwnThread {

    private volatile @Nullable Thread owner;

    /** What the thread does just now, the innermost call first. */
    List<StackTraceElement> stack() {
        Thread thread = owner;
        return thread == null ? List.of() : List.of(thread.getStackTrace());
    }

    /** Whether a thread is the one that trains. */
    boolean is(Thread thread) {
        return thread == owner;
    }

    void interrupt() {
        Thread thread = owner;
        if (thread != null) {
            thread.interrupt();
        }
    }

    void claim() {
        owner = Thread.currentThread();
    }

    boolean isCurrent() {
        Thread thread = owner;
        return thread == Thread.currentThread() || thread == null;
    }

    void check(String what) {
        if (!isCurrent()) {
            throw new IllegalStateException(
                    "%s may be used on the thread that trains only, not on %s. Take a snapshot() in the handler and give that to the other thread."
                            .formatted(what, Thread.currentThread().getName()));
        }
    }
}
