package dev.trackside.runtime.core;

import dev.trackside.Decision;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * What was decided in a run, in order; readable from any thread. A schedule by step changes the learning rate at each step of a run that may
 * have millions: of those changes the newest are kept.
 */
final class DecisionLog {

    private static final int MOST_RATE_CHANGES = 10_000;

    private final List<Entry> decisions = new ArrayList<>();
    private final Deque<Entry> rateChanges = new ArrayDeque<>();
    private long added;

    private record Entry(long number, Decision decision) {}

    synchronized void add(Decision decision) {
        Entry entry = new Entry(added++, decision);
        if (decision.kind() != Decision.Kind.LEARNING_RATE) {
            decisions.add(entry);
            return;
        }
        rateChanges.add(entry);
        if (rateChanges.size() > MOST_RATE_CHANGES) {
            rateChanges.remove();
        }
    }

    synchronized List<Decision> all() {
        List<Entry> all = new ArrayList<>(decisions);
        all.addAll(rateChanges);
        all.sort(Comparator.comparingLong(Entry::number));
        return all.stream().map(Entry::decision).toList();
    }
}
