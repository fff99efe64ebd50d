package dev.trackside.runtime.async;

import dev.trackside.WhenFull;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls in their order, at most so many, and which of them give way when there is no room. Guarded by the lock of its lane. */
final class LaneQueue {

    private final int capacity;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final List<Source> sources = new ArrayList<>();

    LaneQueue(int capacity) {
        this.capacity = capacity;
    }

    /** A handler whose calls come here. */
    Source source(int handler, WhenFull whenFull) {
        Source source = new Source(handler, whenFull);
        sources.add(source);
        return source;
    }

    List<Source> sources() {
        return sources;
    }

    int size() {
        return entries.size();
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Takes a call in as the policy of its source says; false if it has to wait for room. */
    boolean offer(Entry entry) {
        Source source = entry.source();
        Entry provisional = source.provisional;
        if (provisional != null) {
            entries.removeLastOccurrence(provisional);
            crowdOut(provisional);
        }
        if (entries.size() >= capacity && !makeRoom(source)) {
            return false;
        }
        entries.addLast(entry);
        source.queued++;
        if (!source.keeps(entry)) {
            source.provisional = entry;
        }
        return true;
    }

    private boolean makeRoom(Source source) {
        return switch (source.whenFull) {
            case BLOCK -> false;
            case DROP_OLDEST -> dropOldest();
            case SAMPLE -> thin(source) || dropOldest();
        };
    }

    private boolean dropOldest() {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (entry.source().whenFull != WhenFull.BLOCK) {
                all.remove();
                crowdOut(entry);
                return true;
            }
        }
        return false;
    }

    /** Doubles the stride until it makes room; with two calls of different numbers it does so sooner or later. */
    private boolean thin(Source source) {
        while (entries.size() >= capacity && source.queued >= 2) {
            source.stride *= 2;
            for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
                Entry entry = all.next();
                if (entry.source() == source && !source.keeps(entry)) {
                    all.remove();
                    crowdOut(entry);
                }
            }
        }
        return entries.size() < capacity;
    }

    private static void crowdOut(Entry entry) {
        leaves(entry);
        entry.source().crowdedOut++;
    }

    private static void leaves(Entry entry) {
        entry.source().queued--;
        if (entry.source().provisional == entry) {
            entry.source().provisional = null;
        }
    }

    /** Gives the oldest call out. */
    @Nullable
    Entry poll() {
        Entry entry = entries.pollFirst();
        if (entry != null) {
            leaves(entry);
        }
        if (entries.isEmpty()) {
            for (Source source : sources) {
                source.stride = 1;
            }
        }
        return entry;
    }

    /** Gives up all calls; how many. */
    int discard() {
        int discarded = entries.size();
        for (Entry entry = poll(); entry != null; entry = poll()) {
            entry.source().discarded++;
        }
        return discarded;
    }
}
