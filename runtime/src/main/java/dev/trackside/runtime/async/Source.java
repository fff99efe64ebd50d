package dev.trackside.runtime.async;

import dev.trackside.WhenFull;
import org.jspecify.annotations.Nullable;

/** Where calls come from: one handler, with its policy and its counts. Guarded by the lock of its lane. */
final class Source {

    final int handler;
    final WhenFull whenFull;
    long submitted;
    long crowdedOut;
    long discarded;

    /** How many of its calls are in the queue. */
    int queued;

    /** While it is sampled: calls whose number is a multiple of it are kept. */
    long stride = 1;

    /** The newest call, if it is in the queue only until the next one comes. */
    @Nullable
    Entry provisional;

    Source(int handler, WhenFull whenFull) {
        this.handler = handler;
        this.whenFull = whenFull;
    }

    boolean keeps(Entry entry) {
        return entry.number() % stride == 0;
    }

    AsyncCount count() {
        return new AsyncCount(handler, whenFull, submitted, crowdedOut, discarded);
    }
}
