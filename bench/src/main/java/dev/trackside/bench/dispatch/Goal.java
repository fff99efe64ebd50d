package dev.trackside.bench.dispatch;

import static dev.trackside.bench.dispatch.Figures.bytes;
import static dev.trackside.bench.dispatch.Figures.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something that was promised of the dispatch.
 *
 * @param text what
 * @param atLeast whether the figure must not be below the limit, rather than not above it
 * @param limit the limit
 * @param figure the figure; empty if it was not measured
 */
record Goal(String text, boolean atLeast, double limit, OptionalDouble figure) {

    /** Less than this an event is no allocation: no object is that small, it is what the measurement itself leaves over. */
    private static final double NO_BYTES = 0.2;

    /** The JVM makes some classes of its own in the course of a thousand cycles; a leak is 24 classes a cycle. */
    private static final double FEW_CLASSES = 0.05;

    /** All goals, judged by the figures of one JDK. */
    static List<Goal> all(Figures figures) {
        Judge judge = new Judge(figures);
        for (Variant ours : List.of(Variant.FUSED, Variant.AUTO)) {
            judge.atMost("times the calls by hand, N = 8", ours, 3, judge.ratio(ours, Variant.BY_HAND, 8));
            judge.atMost("times the calls by hand, N = 32", ours, 2.5, judge.ratio(ours, Variant.BY_HAND, 32));
            judge.atMost("times the calls by hand, N = 128", ours, 1.7, judge.ratio(ours, Variant.BY_HAND, 128));
            judge.atLeast("times faster than Guava, N = 8", ours, 15, judge.ratio(Variant.GUAVA, ours, 8));
            judge.atLeast("times faster than the interface, N = 8", ours, 2, judge.ratio(Variant.INTERFACE, ours, 8));
            judge.atLeast("times faster than the interface, N = 32", ours, 9, judge.ratio(Variant.INTERFACE, ours, 32));
        }
        judge.atMost("ns more for an event unheard", 1, judge.difference(Variant.UNHEARD, Variant.RECORDING, 8));
        judge.atMost("ns with every = 100, N = 8", 3, figures.lowest(event(Variant.AUTO_EVERY, 8)));
        judge.atMost("ns with every = 100, N = 32", 5, figures.lowest(event(Variant.AUTO_EVERY, 32)));
        judge.atMost("times the loop without guards, N = 8", 1.05, judge.ratio(Variant.GUARDED, Variant.UNGUARDED, 8));
        judge.atMost("ns more with sampled times, N = 8", 10, judge.difference(Variant.FUSED_TIMED, Variant.FUSED, 8));
        judge.atMost("bytes an event, the most of all", NO_BYTES, judge.mostBytes());
        judge.atMost("us to attach a seen shape, N = 8", 1, figures.lowest("attach.FUSED.seen.us"));
        judge.atMost("classes to attach a seen shape", 0, figures.lowest("attach.FUSED.seen.classes"));
        judge.atMost("classes left a cycle, in 1,000 runs", FEW_CLASSES, judge.leftACycle("runs"));
        judge.atMost("classes left a cycle, in one run", FEW_CLASSES, judge.leftACycle("one-run"));
        return judge.goals;
    }

    /** Whether it is reached; empty if it was not measured. */
    Optional<Boolean> isReached() {
        if (figure.isEmpty()) {
            return Optional.empty();
        }
        double value = figure.getAsDouble();
        return Optional.of(atLeast ? value >= limit : value <= limit);
    }

    /** Collects goals and works out their figures. */
    private static final class Judge {
        private final List<Goal> goals = new ArrayList<>();
        private final Figures figures;

        Judge(Figures figures) {
            this.figures = figures;
        }

        void atMost(String text, Variant ours, double limit, OptionalDouble figure) {
            atMost("%s: %s".formatted(ours.label(), text), limit, figure);
        }

        void atMost(String text, double limit, OptionalDouble figure) {
            goals.add(new Goal(text, false, limit, figure));
        }

        void atLeast(String text, Variant ours, double limit, OptionalDouble figure) {
            goals.add(new Goal("%s: %s".formatted(ours.label(), text), true, limit, figure));
        }

        OptionalDouble ratio(Variant one, Variant other, int handlers) {
            return figures.ratio(event(one, handlers), event(other, handlers));
        }

        OptionalDouble difference(Variant one, Variant other, int handlers) {
            OptionalDouble more = figures.lowest(event(one, handlers));
            OptionalDouble less = figures.lowest(event(other, handlers));
            return more.isEmpty() || less.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(more.getAsDouble() - less.getAsDouble());
        }

        OptionalDouble leftACycle(String where) {
            OptionalDouble left = figures.lowest("cycles.%s.left".formatted(where));
            return left.isEmpty() ? left : OptionalDouble.of(left.getAsDouble() / CyclesProgram.CYCLES);
        }

        OptionalDouble mostBytes() {
            return Plan.EVENTS.stream()
                    .filter(cell -> cell.variant().isTrackside())
                    .mapToDouble(cell -> figures.lowest(bytes(event(cell.variant(), cell.handlers())))
                            .orElse(Double.NaN))
                    .filter(value -> !Double.isNaN(value))
                    .max();
        }
    }
}
