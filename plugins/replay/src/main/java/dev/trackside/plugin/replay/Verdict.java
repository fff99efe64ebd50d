package dev.trackside.plugin.replay;

import dev.trackside.Decision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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
        /** In both, for the same reason, though some metrics were other ones. */
        ALIKE,
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
     * @param now of a decision that is {@link Where#ALIKE} that of the replay; else the decision
     */
    record Entry(Where where, Decision decision, Decision now) {

        Entry(Where where, Decision decision) {
            this(where, decision, decision);
        }

        /** The metrics that were other ones. */
        List<String> differing() {
            return decision.metrics().keySet().stream()
                    .filter(name -> !agree(name, decision.metrics(), now.metrics()))
                    .toList();
        }
    }

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
    static Verdict of(Stream<Decision> record, List<Decision> replay, Set<String> callbacks) {
        Map<Essence, List<Decision>> open = new LinkedHashMap<>();
        for (Decision decision : replay) {
            if (callbacks.contains(decision.callback())) {
                open.computeIfAbsent(Essence.of(decision), none -> new ArrayList<>())
                        .add(decision);
            }
        }
        List<Entry> entries = new ArrayList<>();
        List<Decision> unmatched = new ArrayList<>();
        record.filter(then -> callbacks.contains(then.callback())).forEachOrdered(then -> {
            if (removeSame(then, open.getOrDefault(Essence.of(then), List.of()))) {
                entries.add(new Entry(Where.BOTH, then));
            } else {
                unmatched.add(then);
            }
        });
        for (Decision then : unmatched) {
            List<Decision> alike = open.getOrDefault(Essence.of(then), List.of());
            entries.add(
                    alike.isEmpty() ? new Entry(Where.RECORD, then) : new Entry(Where.ALIKE, then, alike.remove(0)));
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

    private static boolean sawTheSame(Map<String, Double> then, Map<String, Double> now) {
        return then.keySet().stream().allMatch(name -> agree(name, then, now));
    }

    /** Whether a metric is the same, if both were there: what nobody takes is not measured. */
    private static boolean agree(String name, Map<String, Double> then, Map<String, Double> now) {
        return OF_TIME.contains(name) || !now.containsKey(name) || Objects.equals(then.get(name), now.get(name));
    }

    long count(Where where) {
        return entries.stream().filter(entry -> entry.where() == where).count();
    }

    boolean isTheSame() {
        return count(Where.BOTH) == entries.size();
    }
}
