package dev.trackside.runtime.core;

import dev.trackside.Decision;
import java.util.ArrayList;
import java.util.List;

/** What was decided in a run, in order; readable from any thread. */
final class DecisionLog {

    private final List<Decision> decisions = new ArrayList<>();

    synchronized void add(Decision decision) {
        decisions.add(decision);
    }

    synchronized List<Decision> all() {
        return List.copyOf(decisions);
    }
}
