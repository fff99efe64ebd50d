package dev.trackside.plugin.report.page;

import dev.trackside.MetricText;
import dev.trackside.MonitorMode;
import dev.trackside.plugin.report.chart.ChartPlan;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.RunData;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Several runs side by side.
 *
 * @param labels how they are called
 * @param lines each in figures
 * @param metrics their metrics
 * @param same whether all their options are the same
 * @param differences the options that are not
 */
record ComparisonView(
        List<String> labels, List<Line> lines, List<MetricRow> metrics, boolean same, List<TableView.Row> differences) {

    private static final String ABSENT = "–";

    /**
     * A run.
     *
     * @param label how it is called
     * @param color the color of its curves
     * @param section the id of its section
     * @param outcome how it ended
     * @param outcomeClass how that is shown
     * @param reason why
     * @param epochs epochs that ended
     * @param steps steps done
     * @param time how long it took
     * @param began when it began
     */
    record Line(
            String label,
            int color,
            String section,
            String outcome,
            String outcomeClass,
            String reason,
            String epochs,
            String steps,
            String time,
            String began) {}

    /**
     * A metric of all runs.
     *
     * @param name its name
     * @param values the values of each run
     */
    record MetricRow(String name, List<Value> values) {}

    /**
     * A metric of one run.
     *
     * @param best its best value
     * @param at the epoch of that; may be empty
     * @param last its last value
     * @param winner whether no other run has a better one
     */
    record Value(String best, String at, String last, boolean winner) {}

    static ComparisonView of(List<RunData> runs, List<String> labels, List<RunView> views) {
        List<Line> lines = new ArrayList<>();
        for (int index = 0; index < runs.size(); index++) {
            RunData run = runs.get(index);
            RunView view = views.get(index);
            lines.add(new Line(
                    labels.get(index),
                    view.color(),
                    view.prefix(),
                    view.outcome(),
                    view.outcomeClass(),
                    view.reason(),
                    Words.count(run.epochs()),
                    Words.count(run.steps()),
                    Words.duration(run.elapsed()),
                    Words.time(run.began())));
        }
        List<TableView.Row> differences = differences(runs);
        return new ComparisonView(labels, lines, metrics(runs), differences.isEmpty(), differences);
    }

    private static List<MetricRow> metrics(List<RunData> runs) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> run.curves().stream()
                .filter(ChartPlan::hasFigures)
                .map(Curve::metric)
                .forEach(names::add));
        return names.stream().map(name -> row(name, runs)).toList();
    }

    private static MetricRow row(String name, List<RunData> runs) {
        Optional<MonitorMode> direction = Best.direction(name);
        double winner = Double.NaN;
        for (RunData run : runs) {
            Optional<Curve> curve = run.curve(name);
            OptionalInt point = curve.map(Best::of).orElse(OptionalInt.empty());
            if (point.isPresent()) {
                double value = curve.orElseThrow().value(point.getAsInt());
                winner = direction.orElseThrow().better(value, winner, 0) ? value : winner;
            }
        }
        double best = winner;
        boolean alike = runs.stream()
                .flatMap(run -> run.curve(name).stream())
                .allMatch(curve ->
                        Best.of(curve).isPresent() && curve.value(Best.of(curve).getAsInt()) == best);
        List<Value> values = new ArrayList<>();
        for (RunData run : runs) {
            Curve curve = run.curve(name).orElse(null);
            if (curve == null) {
                values.add(new Value(ABSENT, "", ABSENT, false));
            } else {
                MetricLine line = MetricLine.of(curve);
                OptionalInt point = Best.of(curve);
                boolean wins = !alike && point.isPresent() && curve.value(point.getAsInt()) == best;
                values.add(new Value(line.best().isEmpty() ? ABSENT : line.best(), line.at(), line.last(), wins));
            }
        }
        return new MetricRow(MetricText.label(name), values);
    }

    private static List<TableView.Row> differences(List<RunData> runs) {
        Set<String> options = new LinkedHashSet<>();
        runs.forEach(run -> options.addAll(run.parameters().keySet()));
        List<TableView.Row> rows = new ArrayList<>();
        for (String option : options) {
            List<String> values = runs.stream()
                    .map(run -> run.parameters().getOrDefault(option, ABSENT))
                    .toList();
            if (values.stream().distinct().count() > 1) {
                rows.add(new TableView.Row(option, values));
            }
        }
        return rows;
    }
}
