package dev.trackside.plugin.report.run;

import dev.trackside.Decision;
import dev.trackside.plugin.history.RecordedRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Reads decisions. Of what a callback does over and over, as a schedule changes the rate at each of millions of steps, no more is kept than the first, the last and
 * how many there were.
 */
final class DecisionReader {

    /** What a callback does so often is told one by one; more of it all together. */
    private static final int OFTEN = 10;

    private final Map<Doer, Alike> alike = new LinkedHashMap<>();
    private long count;

    private record Doer(String callback, Decision.Kind kind, Decision.Effect effect) {}

    private record Numbered(long number, Decision decision) {}

    /** What one callback did of one kind; at least one. */
    private static final class Alike {
        private final List<Numbered> few = new ArrayList<>();
        private Numbered last;
        private long times;

        Alike(Numbered first) {
            last = first;
        }

        void add(Numbered decision) {
            last = decision;
            times++;
            if (times <= OFTEN) {
                few.add(decision);
            }
        }

        Stream<Told> told() {
            return times <= OFTEN
                    ? few.stream().map(one -> new Told(one, one, 1))
                    : Stream.of(new Told(few.get(0), last, times));
        }
    }

    private record Told(Numbered first, Numbered last, long times) {}

    /**
     * Reads the decisions of a run.
     *
     * @param late what was decided since train end, which may not be recorded yet
     */
    static DecisionReader of(RecordedRun run, List<Decision> late) {
        List<Decision> missing = new ArrayList<>();
        for (Decision decision : late) {
            if (missing.stream().noneMatch(other -> isSame(other, decision))) {
                missing.add(decision);
            }
        }
        DecisionReader reader = new DecisionReader();
        try (Stream<Decision> recorded = run.decisions()) {
            recorded.forEach(decision -> {
                missing.removeIf(other -> isSame(other, decision));
                reader.add(decision);
            });
        }
        missing.forEach(reader::add);
        return reader;
    }

    /** The history rounds times. */
    private static boolean isSame(Decision one, Decision other) {
        return one.callback().equals(other.callback())
                && one.kind() == other.kind()
                && one.event().equals(other.event())
                && one.step() == other.step()
                && one.reason().equals(other.reason());
    }

    void add(Decision decision) {
        Numbered next = new Numbered(count++, decision);
        alike.computeIfAbsent(
                        new Doer(decision.callback(), decision.kind(), decision.effect()), none -> new Alike(next))
                .add(next);
    }

    /**
     * What was decided, in the order in which it came, or began to come.
     *
     * @param position tells where a decision stands on the axis of epochs
     */
    List<RunData.Decided> decided(ToDoubleFunction<Decision> position) {
        return alike.values().stream()
                .flatMap(Alike::told)
                .sorted(Comparator.comparingLong(told -> told.first().number()))
                .map(told -> new RunData.Decided(
                        told.first().decision(),
                        told.last().decision(),
                        told.times(),
                        position.applyAsDouble(told.first().decision())))
                .toList();
    }
}
