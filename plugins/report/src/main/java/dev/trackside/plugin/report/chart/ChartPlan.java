package dev.trackside.plugin.report.chart;

import dev.trackside.MetricText;
import dev.trackside.plugin.report.chart.Chart.Line;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.CurveBuilder;
import dev.trackside.plugin.report.run.RunData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides which curves share a picture, and in which order pictures come: training and validation together, and all runs. */
public final class ChartPlan {

    private static final String VALIDATION = "val_";
    private static final String RATE = "lr";
    private static final String SECONDS = "epoch_seconds";
    private static final String NORM = "grad_norm";
    private static final int LINES_OF_NORMS = 6;
    private static final String SPEED = "examples_per_second";
    private static final int MOST_BARS = 120;
    private static final Set<String> MACHINE = Set.of(
            "cpu",
            "system_cpu",
            "heap_used",
            "heap_max",
            "native_memory",
            "gc_seconds",
            "gc_count",
            "threads",
            "disk_free",
            SPEED);

    private final List<RunData> runs;
    private final List<String> labels;
    private int charts;

    /**
     * A plan.
     *
     * @param runs the runs to show
     * @param labels how each is called in legends
     */
    public ChartPlan(List<RunData> runs, List<String> labels) {
        this.runs = runs;
        this.labels = labels;
    }

    /**
     * All charts.
     *
     * @return charts under their headings; the first group is always there, and may be without charts
     */
    public List<Chart.Group> groups() {
        Set<String> bases = bases();
        List<Chart> main = new ArrayList<>();
        for (String base : List.of("loss", "accuracy")) {
            if (bases.remove(base)) {
                addChart(main, base, true);
            }
        }
        String first = bases.stream().filter(base -> isModel(base)).findFirst().orElse("");
        if (main.size() < 2 && !first.isEmpty()) {
            bases.remove(first);
            addChart(main, first, true);
        }
        addChart(main, RATE, true);
        addBars(main);
        addNorms(main);
        List<Chart> more = new ArrayList<>();
        List<Chart> machine = new ArrayList<>();
        for (String base : bases) {
            if (isModel(base)) {
                addChart(more, base, false);
            } else if (base.equals(SPEED)) {
                addSpeed(machine);
            } else if (MACHINE.contains(base)) {
                addChart(machine, base, false);
            }
        }
        List<Chart.Group> groups = new ArrayList<>();
        groups.add(new Chart.Group(
                "curves", "Curves", main.isEmpty() ? "No epoch has ended, so there is nothing to draw." : "", main));
        addGroup(groups, "more", "More metrics", more);
        addGroup(groups, "machine", "Machine", machine);
        return groups;
    }

    /**
     * The span of epochs that all pictures share.
     *
     * @param runs the runs to show
     * @return from where to where, two different numbers
     */
    public static double[] axis(Collection<RunData> runs) {
        double from = 1;
        double to = 1;
        for (RunData run : runs) {
            for (Curve curve : all(run)) {
                if (curve.size() > 0) {
                    from = Math.min(from, Math.floor(curve.position(0)));
                    to = Math.max(to, Math.ceil(curve.position(curve.size() - 1)));
                }
            }
        }
        return from == to ? new double[] {from - 0.5, to + 0.5} : new double[] {from, to};
    }

    private static void addGroup(List<Chart.Group> groups, String id, String title, List<Chart> charts) {
        if (!charts.isEmpty()) {
            groups.add(new Chart.Group(id, title, "", charts));
        }
    }

    private static boolean isModel(String base) {
        return !base.equals(RATE)
                && !base.equals(SECONDS)
                && !base.startsWith(NORM)
                && !MACHINE.contains(base)
                && !base.equals("epoch");
    }

    /**
     * Whether a curve is of the model, not of the machine or of time, so that its first, best and last value say something.
     *
     * @param curve a curve
     * @return true if it is
     */
    public static boolean hasFigures(Curve curve) {
        return isModel(base(curve.metric()));
    }

    private Set<String> bases() {
        Set<String> bases = new LinkedHashSet<>();
        for (RunData run : runs) {
            for (Curve curve : all(run)) {
                bases.add(base(curve.metric()));
            }
        }
        return bases;
    }

    private static List<Curve> all(RunData run) {
        List<Curve> all = new ArrayList<>(run.batches());
        all.addAll(run.curves());
        return all;
    }

    private static String base(String metric) {
        return metric.startsWith(VALIDATION) && metric.length() > VALIDATION.length()
                ? metric.substring(VALIDATION.length())
                : metric;
    }

    private void addChart(List<Chart> charts, String base, boolean marks) {
        List<Line> lines = new ArrayList<>();
        boolean both = runs.stream().anyMatch(run -> training(run, base).isPresent())
                && runs.stream().anyMatch(run -> run.curve(VALIDATION + base).isPresent());
        for (int run = 0; run < runs.size(); run++) {
            for (boolean validation : new boolean[] {false, true}) {
                RunData of = runs.get(run);
                Curve curve = (validation ? of.curve(VALIDATION + base) : training(of, base)).orElse(null);
                if (curve != null) {
                    lines.add(line(run, validation, both, curve));
                }
            }
        }
        if (!lines.isEmpty()) {
            charts.add(new Chart(nextId(), MetricText.label(base), base, false, "", marks, lines));
        }
    }

    private static Optional<Curve> training(RunData run, String metric) {
        return run.batches(metric).or(() -> run.curve(metric));
    }

    private Line line(int run, boolean validation, boolean both, Curve curve) {
        boolean batches = !validation && runs.get(run).batches(curve.metric()).isPresent();
        String part = validation ? "validation" : batches ? "each batch of training" : "training";
        if (runs.size() == 1) {
            boolean named = curve.metric().equals(RATE) || MACHINE.contains(curve.metric());
            String name = named
                    ? MetricText.label(curve.metric())
                    : validation ? "Validation" : batches ? "Each batch of training" : "Training";
            return new Line(name, validation ? 2 : 1, "solid", curve);
        }
        String name = both || batches ? labels.get(run) + ", " + part : labels.get(run);
        return new Line(
                name, Line.color(run), both && !validation ? "dashed" : run < Line.COLORS ? "solid" : "dotted", curve);
    }

    private void addBars(List<Chart> charts) {
        int last = last(SECONDS);
        if (last == 0) {
            return;
        }
        int stretch = stretch(last);
        List<Line> lines = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            Curve curve = runs.get(run).curve(SECONDS).orElse(null);
            if (curve != null) {
                String name = runs.size() == 1 ? "Time per epoch" : labels.get(run);
                lines.add(new Line(name, Line.color(run), "solid", means(curve, stretch, last), curve));
            }
        }
        charts.add(
                new Chart(nextId(), titleOfMeans("Time per epoch", stretch), SECONDS, true, "seconds", false, lines));
    }

    /** It changes from epoch to epoch, so that in a long run no line would be seen but that of means. */
    private void addSpeed(List<Chart> charts) {
        int last = last(SPEED);
        int stretch = stretch(last);
        List<Line> lines = new ArrayList<>();
        for (int run = 0; run < runs.size(); run++) {
            Curve curve = runs.get(run).curve(SPEED).orElse(null);
            if (curve != null) {
                lines.add(line(run, false, false, means(curve, stretch, last)));
            }
        }
        charts.add(new Chart(nextId(), titleOfMeans(MetricText.label(SPEED), stretch), SPEED, false, "", false, lines));
    }

    private static String titleOfMeans(String title, int stretch) {
        return stretch == 1 ? title : "%s, mean of %d".formatted(title, stretch);
    }

    /** The last epoch that has a value of a metric; 0 if none has. */
    private int last(String metric) {
        return (int) runs.stream()
                .flatMap(run -> run.curve(metric).stream())
                .filter(curve -> curve.size() > 0)
                .mapToDouble(curve -> curve.position(curve.size() - 1))
                .max()
                .orElse(0);
    }

    /** How many epochs share a mean, so that there are not too many: 1, 2, 5, 10, 20, 50 and so on. */
    private static int stretch(int epochs) {
        int stretch = 1;
        for (int digit = 0; (long) stretch * MOST_BARS < epochs; digit++) {
            stretch = digit % 3 == 1 ? stretch / 2 * 5 : stretch * 2;
        }
        return stretch;
    }

    /** The means of stretches that are the same for all runs, each at the last epoch of its stretch. */
    private static Curve means(Curve curve, int stretch, int last) {
        if (stretch == 1) {
            return curve;
        }
        CurveBuilder means = new CurveBuilder();
        for (int from = 0; from < curve.size(); ) {
            double end = Math.ceil(curve.position(from) / stretch) * stretch;
            int until = from;
            double sum = 0;
            while (until < curve.size() && curve.position(until) <= end) {
                sum += curve.value(until++);
            }
            means.add(Math.min(end, last), sum / (until - from));
            from = until;
        }
        return means.build(curve.metric(), Integer.MAX_VALUE);
    }

    private void addNorms(List<Chart> charts) {
        Map<String, List<Line>> byChart = new LinkedHashMap<>();
        for (int run = 0; run < runs.size(); run++) {
            int index = 0;
            for (Curve curve : runs.get(run).curves()) {
                if (curve.metric().startsWith(NORM)) {
                    String key = runs.size() > 1 ? curve.metric() : Integer.toString(index / LINES_OF_NORMS);
                    String of = curve.metric().equals(NORM)
                            ? "All gradients"
                            : curve.metric().substring(NORM.length() + 1);
                    Line line = runs.size() > 1
                            ? new Line(labels.get(run), Line.color(run), "solid", curve)
                            : new Line(of, Line.color(index % LINES_OF_NORMS), "solid", curve);
                    byChart.computeIfAbsent(key, none -> new ArrayList<>()).add(line);
                    index++;
                }
            }
        }
        byChart.forEach((key, lines) -> {
            String title = runs.size() == 1 || key.equals(NORM)
                    ? "Gradient norms"
                    : "Gradient norms: " + key.substring(NORM.length() + 1);
            charts.add(new Chart(nextId(), title, NORM, false, "", true, lines));
        });
    }

    private String nextId() {
        return "chart-" + ++charts;
    }
}
