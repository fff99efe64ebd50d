package dev.trackside.plugin.report.page;

import dev.trackside.MetricText;
import dev.trackside.plugin.report.page.PageView.Card;
import dev.trackside.plugin.report.page.PageView.ChartView;
import dev.trackside.plugin.report.page.PageView.GroupView;
import dev.trackside.plugin.report.page.PageView.Head;
import dev.trackside.plugin.report.page.PageView.Link;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.RunData;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A page about one run, or about several with their curves over each other: one HTML file that loads nothing.
 *
 * <pre>{@code
 * try (Writer out = Files.newBufferedWriter(file)) {
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
     * @param out where to; not closed
     * @throws IOException if that fails
     */
    public void write(Writer out) throws IOException {
        Templates.load("page").execute(view(), out);
    }

    private PageView view() {
        boolean alone = runs.size() == 1;
        List<String> labels = Labels.of(runs);
        List<RunView> views = new ArrayList<>();
        List<DecisionList.Mark> marks = new ArrayList<>();
        for (int index = 0; index < runs.size(); index++) {
            String label = alone ? "" : labels.get(index);
            String prefix = "run-" + (index + 1);
            String letter = alone ? "" : Labels.letter(index);
            DecisionList decisions = new DecisionList(runs.get(index), prefix, letter, label);
            marks.addAll(decisions.marks());
            views.add(RunView.of(runs.get(index), prefix, label, Chart.Line.color(index), decisions));
        }
        List<Chart.Group> groups = new ChartPlan(runs, labels).groups();
        List<Chart> charts =
                groups.stream().flatMap(group -> group.charts().stream()).toList();
        Optional<ComparisonView> comparison =
                alone ? Optional.empty() : Optional.of(ComparisonView.of(runs, labels, views));
        String heading = !title.isEmpty() ? title : alone ? runs.get(0).name() : runs.size() + " runs compared";
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
                Templates.resource("page.css"),
                (fragment, out) -> DataBlock.write(charts, ChartPlan.axis(runs), marks, out),
                Templates.resource("echarts/NOTICE"),
                Templates.resource("echarts/echarts.common.min.js"),
                Templates.resource("page.js"));
    }

    private static Head head(RunData run, RunView view) {
        List<Card> cards = new ArrayList<>();
        for (Curve curve : RunView.figures(run)) {
            OptionalInt best = Best.of(curve);
            if (best.isPresent()) {
                int point = best.getAsInt();
                cards.add(new Card(
                        "Best " + MetricText.label(curve.metric()).toLowerCase(java.util.Locale.ROOT),
                        MetricText.number(curve.value(point)),
                        "at epoch " + Words.position(curve.position(point))));
            }
        }
        String planned = run.parameters().getOrDefault("run.epochs", "");
        cards.add(new Card("Epochs", Words.count(run.epochs()), planned.isEmpty() ? "" : "of " + planned));
        cards.add(new Card("Optimizer steps", Words.count(run.steps()), ""));
        Elapsed.of(run)
                .ifPresent(time -> cards.add(new Card(
                        "Time",
                        Words.duration(time),
                        run.sessions() == 1 ? "" : "in %d sessions".formatted(run.sessions()))));
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
