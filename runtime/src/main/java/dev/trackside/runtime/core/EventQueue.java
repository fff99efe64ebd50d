package dev.trackside.runtime.core;

import dev.trackside.TracksideException;
import java.lang.annotation.Annotation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Events raised by handlers, which follow the current event in the order in which they were raised. */
final class EventQueue {

    private static final int LONGEST_CHAIN = 100;

    private final Deque<Raised> queue = new ArrayDeque<>();
    private final Queue<Raised> fromOtherThreads = new ConcurrentLinkedQueue<>();
    private int depth;

    /**
     * An event that was raised.
     *
     * @param event its annotation
     * @param payload what it delivers
     * @param depth how many events raised one another up to it
     */
    record Raised(Class<? extends Annotation> event, Object payload, int depth) {}

    void add(Class<? extends Annotation> event, Object payload) {
        if (depth >= LONGEST_CHAIN) {
            throw new TracksideException(
                    "More than %d events raised one another in a chain; the last is %s. Let a handler of it raise it no more."
                            .formatted(LONGEST_CHAIN, event.getSimpleName()));
        }
        queue.add(new Raised(event, payload, depth + 1));
    }

    void addFromOtherThread(Class<? extends Annotation> event, Object payload) {
        fromOtherThreads.add(new Raised(event, payload, 1));
    }

    void takeFromOtherThreads() {
        for (Raised raised = fromOtherThreads.poll(); raised != null; raised = fromOtherThreads.poll()) {
            queue.add(raised);
        }
    }

    @Nullable
    Raised next() {
        Raised raised = queue.poll();
        depth = raised == null ? 0 : raised.depth();
        return raised;
    }

    void chainEnds() {
        depth = 0;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    void clear() {
        queue.clear();
        depth = 0;
    }
}
