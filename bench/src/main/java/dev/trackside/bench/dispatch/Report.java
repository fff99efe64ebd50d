package dev.trackside.bench.dispatch;

import static dev.trackside.bench.dispatch.Figures.bytes;
import static dev.trackside.bench.dispatch.Figures.event;

import dev.trackside.runtime.dispatch.Fusing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Stream;

/** The tables of all figures: what was measured with events, runs, and attaching, on each JDK, and the goals. */
final class Report {

    private static final String ABSENT = "-";
    /** Above this the highest of several JVMs is shown beside the lowest. */
    private static final double SCATTER = 1.15;

    private static final double FEW = 100;

    private final Jdk jdk;
    private final Figures figures;
    private final List<Table> tables = new ArrayList<>();

    private Report(Jvms jvms) {
        this.jdk = jvms.jdk();
        this.figures = jvms.figures();
    }

    /** All tables, the goals last. */
    static List<Table> of(List<Jvms> jvms) {
        List<Table> tables = new ArrayList<>();
        jvms.forEach(one -> tables.addAll(new Report(one).all()));
        tables.add(goals(jvms));
        return tables;
    }

    private List<Table> all() {
        events(
                "An event to N handlers of N classes: ns (ratio to the calls by hand)",
                Plan.MAIN,
                Plan.COUNTS,
                Variant.BY_HAND);
        events("An event that nobody hears: ns", Plan.UNHEARD, List.of(8), Variant.RECORDING);
        events(
                "every = 100, the mean over all events: ns (ratio to the calls by hand)",
                Plan.EVERY,
                Plan.EVERY_COUNTS,
                Variant.BY_HAND_EVERY);
        events("Three metrics to an array of listeners: ns (ratio to slots)", Plan.METRICS, List.of(8), Variant.SLOTS);
        events("Faults: ns (ratio to no guard)", Plan.FAULTS, List.of(8), Variant.UNGUARDED);
        runs();
        attaching();
        cycles();
        return tables;
    }

    private void events(String title, List<Variant> variants, List<Integer> counts, Variant unit) {
        List<List<String>> rows = new ArrayList<>();
        for (Variant variant : variants) {
            List<String> row = new ArrayList<>(List.of(variant.label()));
            counts.forEach(count -> row.add(cell(event(variant, count), event(unit, count))));
            counts.forEach(count -> row.add(number(figures.lowest(bytes(event(variant, count))))));
            rows.add(row);
        }
        add(title, header(counts), rows);
    }

    private void runs() {
        List<List<String>> rows = new ArrayList<>();
        for (String benchmark : Plan.RUNS) {
            List<String> row = new ArrayList<>(List.of(
                    switch (benchmark) {
                        case "step" -> "a step of an engine's run";
                        case "batch" -> "a batch of a loop of one's own";
                        default -> "that loop with calls by hand";
                    }));
            Plan.RUN_COUNTS.forEach(count -> row.add(cell(Figures.run(benchmark, count), "")));
            Plan.RUN_COUNTS.forEach(count -> row.add(number(figures.lowest(bytes(Figures.run(benchmark, count))))));
            rows.add(row);
        }
        add("Whole runs with N handlers: ns", header(Plan.RUN_COUNTS), rows);
    }

    private static List<String> header(List<Integer> counts) {
        List<String> header = new ArrayList<>(List.of("CPU time"));
        counts.forEach(count -> header.add("N = " + count));
        counts.forEach(count -> header.add(count.equals(counts.get(0)) ? "B at " + count : "at " + count));
        return header;
    }

    private void attaching() {
        List<List<String>> rows = new ArrayList<>();
        for (Fusing fusing : Fusing.values()) {
            Function<String, String> figure = name -> number(figures.lowest("attach.%s.%s".formatted(fusing, name)));
            rows.add(Stream.concat(
                            Stream.of(fusing.name().toLowerCase(Locale.ROOT)),
                            Stream.of("first.us", "first.classes", "new.us", "new.classes", "seen.us", "seen.classes")
                                    .map(figure))
                    .toList());
        }
        add(
                "Attaching 8 handlers that are bound: us and classes loaded",
                List.of("dispatch", "first us", "classes", "new shape us", "classes", "seen shape us", "classes"),
                rows);
    }

    private void cycles() {
        List<List<String>> rows = new ArrayList<>();
        for (String place : List.of("runs", "one-run")) {
            rows.add(List.of(
                    place.equals("runs") ? "in a run each" : "in one run that goes on",
                    number(figures.lowest("cycles.%s.loaded".formatted(place))),
                    number(figures.lowest("cycles.%s.left".formatted(place))),
                    number(figures.lowest("cycles.%s.metaspace.kib".formatted(place)))));
        }
        add(
                "%,d times 8 handlers of a class loader of their own come and go".formatted(CyclesProgram.CYCLES),
                List.of("fused", "classes loaded", "left after GC", "metaspace KiB"),
                rows);
    }

    private void add(String title, List<String> header, List<List<String>> rows) {
        tables.add(new Table("%s, %s".formatted(jdk, title), header, rows));
    }

    /** The lowest figure, its ratio, and the highest if it lies far above. */
    private String cell(String name, String unit) {
        OptionalDouble lowest = figures.lowest(name);
        if (lowest.isEmpty()) {
            return ABSENT;
        }
        OptionalDouble ratio = figures.ratio(name, unit);
        double highest = figures.highest(name).orElseThrow();
        return number(lowest)
                + (highest > SCATTER * lowest.getAsDouble() ? " [%s]".formatted(number(highest)) : "")
                + (ratio.isPresent() ? " (%.2f)".formatted(ratio.getAsDouble()) : "");
    }

    private static Table goals(List<Jvms> jvms) {
        List<List<Goal>> judged =
                jvms.stream().map(one -> Goal.all(one.figures())).toList();
        List<String> header = new ArrayList<>(List.of("goal", "limit"));
        jvms.forEach(one -> header.addAll(List.of(one.jdk().toString(), "")));
        List<List<String>> rows = new ArrayList<>();
        for (int index = 0; index < judged.get(0).size(); index++) {
            Goal first = judged.get(0).get(index);
            List<String> row = new ArrayList<>();
            row.add(first.text());
            row.add((first.atLeast() ? ">= " : "<= ") + number(first.limit()));
            for (List<Goal> ofJdk : judged) {
                Goal goal = ofJdk.get(index);
                row.add(number(goal.figure()));
                row.add(goal.isReached()
                        .map(reached -> reached ? "ok" : "short")
                        .orElse(""));
            }
            rows.add(row);
        }
        return new Table("Goals", header, rows);
    }

    private static String number(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : ABSENT;
    }

    private static String number(double value) {
        if (Math.abs(value) >= FEW) {
            return "%.0f".formatted(value);
        }
        return "%.2f".formatted(value);
    }
}
