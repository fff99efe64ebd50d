package dev.trackside.bench.dispatch;

import java.util.ArrayList;
import java.util.List;

/** What is measured by JMH, in which order. */
final class Plan {

    /** Numbers of handlers at an event. */
    static final List<Integer> COUNTS = List.of(1, 8, 32, 128);

    static final List<Integer> EVERY_COUNTS = List.of(8, 32);

    /** Numbers of handlers in a run. */
    static final List<Integer> RUN_COUNTS = List.of(0, 1, 8, 32);

    static final List<Variant> MAIN = List.of(
            Variant.BY_HAND,
            Variant.INTERFACE,
            Variant.GUAVA,
            Variant.ARRAY,
            Variant.FUSED,
            Variant.FUSED_TIMED,
            Variant.AUTO);
    static final List<Variant> UNHEARD = List.of(Variant.NOTHING, Variant.RECORDING, Variant.UNHEARD);
    static final List<Variant> EVERY = List.of(Variant.BY_HAND_EVERY, Variant.INTERFACE_EVERY, Variant.AUTO_EVERY);
    static final List<Variant> METRICS = List.of(Variant.SLOTS, Variant.REUSED_MAP, Variant.FRESH_MAP);
    static final List<Variant> FAULTS = List.of(Variant.UNGUARDED, Variant.GUARDED, Variant.ONE_THROWS);
    static final List<String> RUNS = List.of("step", "batch", "batchByHand");

    static final List<EventCell> EVENTS = events();
    static final List<RunCell> WHOLE_RUNS = runs();

    private Plan() {}

    /** A variant with a number of handlers. */
    record EventCell(Variant variant, int handlers) {}

    /** A method of {@link RunBenchmark} with a number of handlers. */
    record RunCell(String benchmark, int handlers) {}

    private static List<EventCell> events() {
        List<EventCell> cells = new ArrayList<>();
        COUNTS.forEach(count -> MAIN.forEach(variant -> cells.add(new EventCell(variant, count))));
        EVERY_COUNTS.forEach(count -> EVERY.forEach(variant -> cells.add(new EventCell(variant, count))));
        List.of(UNHEARD, METRICS, FAULTS)
                .forEach(group -> group.forEach(variant -> cells.add(new EventCell(variant, 8))));
        return List.copyOf(cells);
    }

    private static List<RunCell> runs() {
        List<RunCell> cells = new ArrayList<>();
        RUN_COUNTS.forEach(count -> RUNS.forEach(benchmark -> cells.add(new RunCell(benchmark, count))));
        return List.copyOf(cells);
    }
}
