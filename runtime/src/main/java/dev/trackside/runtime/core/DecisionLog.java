package dev.trackside.runtime.core;

import dev.trackside.Decision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * What was decided in a run, in order; readable from any thread. A schedule by step changes the learning rate at each step of a run that may
 * have millions: of those changes the newest are kept.
 */
final class DecisionLog {

    private static final int MOST_RATE_CHANGES = 10_000;

    private final List<Entry> decisions = new ArrayList<>();
    private final Deque<Entry> rateChanges = new ArrayDeque<>();
    private long added;

    private record Entry(long number, Supplier<Decision> decision) {}

    synchronized void add(Decision decision) {
        decisions.add(new Entry(added++, () -> decision));
    }

    /**
     * Adds a change of the learning rate.
     *
     * @param change tells it, when somebody asks, on any thread
     */
    synchronized void addRateChange(Supplier<Decision> change) {
        rateChanges.add(new Entry(added++, change));
        if (rateChanges.size() > MOST_RATE_CHANGES) {
            rateChanges.remove();
        }
    }

    synchronized List<Decision> all() {
        List<Entry> all = new ArrayList<>(decisions);
        all.addAll(rateChanges);
        all.sort(Comparator.comparingLong(Entry::number));
        return all.stream().map(entry -> entry.decision().get()).toList();
    }
}
