package dev.trackside.plugin.replay;

import dev.trackside.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was decided in a record and in its replay, side by side.
 *
 * @param entries all decisions, in the order of the training
 */
record Verdict(List<Entry> entries) {

    /** Metrics that tell of time, which no replay has again. */
    private static final Set<String> OF_TIME = Set.of("epoch_seconds", "examples_per_second");

    /** Where a decision was made. */
    enum Where {
        /** In both, for the same reason, upon the same metrics. */
        BOTH,
        /** Only then. */
        RECORD,
        /** Only now. */
        REPLAY
    }

    /**
     * A decision.
     *
     * @param where where it was made
     * @param decision the decision, that of the record if it was made in both
     */
    record Entry(Where where, Decision decision) {}

    /** What two decisions must have in common to be the same one, beside the metrics that they saw. */
    private record Essence(
            String callback,
            Decision.Kind kind,
            String reason,
            Optional<String> cause,
            String event,
            int epoch,
            long step,
            Decision.Effect effect) {

        static Essence of(Decision decision) {
            return new Essence(
                    decision.callback(),
                    decision.kind(),
                    decision.reason(),
                    decision.cause(),
                    decision.event(),
                    decision.epoch(),
                    decision.step(),
                    decision.effect());
        }
    }

    /** Copies the list. */
    Verdict {
        entries = List.copyOf(entries);
    }

    /**
     * Compares.
     *
     * @param record decisions of the record
     * @param replay decisions of the replay
     * @param callbacks whose decisions count
     */
    static Verdict of(List<Decision> record, List<Decision> replay, Set<String> callbacks) {
        Map<Essence, List<Decision>> open = new LinkedHashMap<>();
        for (Decision decision : replay) {
            if (callbacks.contains(decision.callback())) {
                open.computeIfAbsent(Essence.of(decision), none -> new ArrayList<>())
                        .add(decision);
            }
        }
        List<Entry> entries = new ArrayList<>();
        for (Decision then : record) {
            if (callbacks.contains(then.callback())) {
                boolean both = removeSame(then, open.getOrDefault(Essence.of(then), List.of()));
                entries.add(new Entry(both ? Where.BOTH : Where.RECORD, then));
            }
        }
        open.values().forEach(left -> left.forEach(decision -> entries.add(new Entry(Where.REPLAY, decision))));
        entries.sort(Comparator.comparingLong((Entry entry) -> entry.decision().step())
                .thenComparingInt(entry -> entry.decision().epoch()));
        return new Verdict(entries);
    }

    private static boolean removeSame(Decision then, List<Decision> candidates) {
        for (int i = 0; i < candidates.size(); i++) {
            if (sawTheSame(then.metrics(), candidates.get(i).metrics())) {
                candidates.remove(i);
                return true;
            }
        }
        return false;
    }

    /** Whether the metrics are the same, as far as both were there: what nobody takes is not measured. */
    private static boolean sawTheSame(Map<String, Double> then, Map<String, Double> now) {
        return then.entrySet().stream()
                .filter(metric -> !OF_TIME.contains(metric.getKey()) && now.containsKey(metric.getKey()))
                .allMatch(metric -> metric.getValue().equals(now.get(metric.getKey())));
    }

    long count(Where where) {
        return entries.stream().filter(entry -> entry.where() == where).count();
    }

    boolean isTheSame() {
        return count(Where.BOTH) == entries.size();
    }
}
