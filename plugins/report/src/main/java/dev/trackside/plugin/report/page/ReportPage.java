package dev.trackside.plugin.report.page;

import dev.trackside.MetricText;
import dev.trackside.plugin.report.chart.Chart;
import dev.trackside.plugin.report.chart.ChartPlan;
import dev.trackside.plugin.report.page.PageView.Card;
import dev.trackside.plugin.report.page.PageView.ChartView;
import dev.trackside.plugin.report.page.PageView.GroupView;
import dev.trackside.plugin.report.page.PageView.Head;
import dev.trackside.plugin.report.page.PageView.Link;
import dev.trackside.plugin.report.plot.Plot;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.RunData;
import dev.trackside.plugin.report.template.Templates;
import dev.trackside.plugin.report.template.Utf8Writer;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A page about one run, or about several with their curves over each other: one HTML file that loads nothing.
 *
 * <pre>{@code
 * try (OutputStream out = Files.newOutputStream(file)) {
 *     ReportPage.of(List.of(run)).write(out);
 * }
 * }</pre>
 */
public final class ReportPage {

    private final List<RunData> runs;
    private final String title;
    private final Optional<Instant> made;

    private ReportPage(List<RunData> runs, String title, Optional<Instant> made) {
        this.runs = runs;
        this.title = title;
        this.made = made;
    }

    /**
     * A page.
     *
     * @param runs the runs to show, at least one
     * @return the page, not written yet
     */
    public static ReportPage of(List<RunData> runs) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("a report needs a run");
        }
        return new ReportPage(List.copyOf(runs), "", Optional.empty());
    }

    /**
     * The page with another heading.
     *
     * @param text the heading; empty for one made of the names of the runs
     * @return such a page
     */
    public ReportPage title(String text) {
        return new ReportPage(runs, text, made);
    }

    /**
     * The page with the time at which it is made.
     *
     * @param time the time
     * @return such a page
     */
    public ReportPage made(Instant time) {
        return new ReportPage(runs, title, Optional.of(time));
    }

    /**
     * Writes the page.
     *
     * @param out where to, in UTF-8; not closed
     * @throws IOException if that fails
     */
    public void write(OutputStream out) throws IOException {
        Utf8Writer writer = new Utf8Writer(out);
        Templates.load(ReportPage.class, "page").execute(view(), writer);
        writer.flush();
    }

    /**
     * Pictures for those who want no page.
     *
     * @param metric the metric of the second one, with or without {@code val_}
     * @return {@code loss}, {@code accuracy} (or what the metric is called) and {@code epoch-time}, as far as there is something to show
     */
    public Map<String, Plot> plots(String metric) {
        List<String> labels = Labels.of(runs);
        List<Chart> charts = new ChartPlan(runs, labels)
                .groups().stream().flatMap(group -> group.charts().stream()).toList();
        List<Plot.Mark> marks = new ArrayList<>();
        decisions(labels).forEach(list -> list.marks().stream()
                .map(mark -> new Plot.Mark(mark.position(), mark.label(), mark.text()))
                .forEach(marks::add));
        String second = metric.startsWith("val_") ? metric.substring("val_".length()) : metric;
        Map<String, String> names = new LinkedHashMap<>();
        names.put("loss", "loss");
        names.put(second, second.replaceAll("[^A-Za-z0-9._-]", "_"));
        names.put("epoch_seconds", "epoch-time");
        Map<String, Plot> plots = new LinkedHashMap<>();
        names.forEach((base, name) -> charts.stream()
                .filter(chart -> chart.metric().equals(base))
                .findFirst()
                .ifPresent(chart -> plots.put(name, Plot.of(chart, ChartPlan.axis(runs), marks, heading()))));
        return plots;
    }

    private List<DecisionList> decisions(List<String> labels) {
        boolean alone = runs.size() == 1;
        List<DecisionList> decisions = new ArrayList<>();
        for (int index = 0; index < runs.size(); index++) {
            String letter = alone ? "" : Labels.letter(index);
            String label = alone ? "" : labels.get(index);
            decisions.add(new DecisionList(runs.get(index), prefix(index), letter, label));
        }
        return decisions;
    }

    private static String prefix(int index) {
        return "run-" + (index + 1);
    }

    private String heading() {
        return !title.isEmpty() ? title : runs.size() == 1 ? runs.get(0).name() : runs.size() + " runs compared";
    }

    private PageView view() {
        boolean alone = runs.size() == 1;
        List<String> labels = Labels.of(runs);
        List<DecisionList> decisions = decisions(labels);
        List<RunView> views = new ArrayList<>();
        for (int index = 0; index < runs.size(); index++) {
            views.add(RunView.of(
                    runs.get(index),
                    prefix(index),
                    alone ? "" : labels.get(index),
                    Chart.Line.color(index),
                    decisions.get(index)));
        }
        List<DecisionList.Mark> marks =
                decisions.stream().flatMap(list -> list.marks().stream()).toList();
        List<Chart.Group> groups = new ChartPlan(runs, labels).groups();
        List<Chart> charts =
                groups.stream().flatMap(group -> group.charts().stream()).toList();
        Optional<ComparisonView> comparison =
                alone ? Optional.empty() : Optional.of(ComparisonView.of(runs, labels, views));
        String heading = heading();
        return new PageView(
                heading + " – Trackside",
                alone ? "Training run " + runs.get(0).id() : "Training runs",
                heading,
                alone ? Optional.of(head(runs.get(0), views.get(0))) : Optional.empty(),
                sections(groups, views, comparison.isPresent()),
                comparison,
                groups.stream().map(ReportPage::group).toList(),
                views,
                made.map(Words::time).orElse(""),
                Templates.resource(ReportPage.class, "page.css"),
                (fragment, out) -> DataBlock.write(charts, ChartPlan.axis(runs), marks, out),
                Templates.resource(ReportPage.class, "echarts/NOTICE"),
                Templates.resource(ReportPage.class, "echarts/echarts.common.min.js"),
                Templates.resource(ReportPage.class, "page.js"));
    }

    private static Head head(RunData run, RunView view) {
        List<Card> cards = new ArrayList<>();
        for (Curve curve : RunView.figures(run)) {
            OptionalInt best = Best.of(curve);
            if (best.isPresent()) {
                int point = best.getAsInt();
                cards.add(new Card(
                        "Best " + MetricText.label(curve.metric()).toLowerCase(Locale.ROOT),
                        MetricText.number(curve.value(point)),
                        "at epoch " + Words.position(curve.position(point))));
            }
        }
        String planned = run.parameters().getOrDefault("run.epochs", "");
        cards.add(new Card("Epochs", Words.count(run.epochs()), planned.isEmpty() ? "" : "of " + planned));
        cards.add(new Card("Optimizer steps", Words.count(run.steps()), ""));
        cards.add(new Card(
                "Time",
                Words.duration(run.elapsed()),
                run.sessions() == 1 ? "" : "in %d sessions".formatted(run.sessions())));
        cards.add(new Card("Engine", run.engine(), run.seed().isEmpty() ? "" : "seed " + run.seed()));
        cards.add(new Card(
                "Began",
                Words.time(run.began()).substring(0, 10),
                Words.time(run.began()).substring(11)));
        return new Head(view.outcome(), view.outcomeClass(), view.reason(), cards);
    }

    private static List<Link> sections(List<Chart.Group> groups, List<RunView> views, boolean compared) {
        List<Link> links = new ArrayList<>();
        if (compared) {
            links.add(new Link("compared", "Runs"));
            links.add(new Link("metrics", "Metrics side by side"));
            links.add(new Link("differences", "Options that differ"));
        }
        groups.forEach(group -> links.add(new Link(group.id(), group.title())));
        if (compared) {
            views.forEach(view -> links.add(new Link(view.prefix(), view.heading())));
            return links;
        }
        RunView run = views.get(0);
        String prefix = run.prefix();
        run.metrics().ifPresent(some -> links.add(new Link(prefix + "-metrics", "Metrics")));
        run.failures().ifPresent(some -> links.add(new Link(prefix + "-failures", "Failures")));
        run.confusion().forEach(table -> links.add(new Link(table.id(), table.title())));
        links.add(new Link(prefix + "-decisions", "Decisions"));
        run.callbacks().ifPresent(some -> links.add(new Link(prefix + "-callbacks", "Callbacks and their cost")));
        run.tables().forEach(table -> links.add(new Link(table.id(), table.title())));
        return links;
    }

    private static GroupView group(Chart.Group group) {
        return new GroupView(
                group.id(),
                group.title(),
                group.note(),
                group.charts().stream().map(ReportPage::chart).toList());
    }

    private static ChartView chart(Chart chart) {
        Map<Double, List<String>> rows = ChartText.rows(chart);
        return new ChartView(
                chart.id(),
                chart.title(),
                ChartText.summary(chart),
                ChartText.thinned(chart, rows.size()),
                chart.lines().stream().map(Chart.Line::name).toList(),
                ChartText.fewer(rows).entrySet().stream()
                        .map(row -> new TableView.Row(Words.position(row.getKey()), row.getValue()))
                        .toList());
    }
}
