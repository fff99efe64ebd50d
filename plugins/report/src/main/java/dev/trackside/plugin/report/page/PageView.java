package dev.trackside.plugin.report.page;

import com.samskivert.mustache.Mustache;
import java.util.List;
import java.util.Optional;

/**
 * What {@code page.mustache} fills in.
 *
 * @param title the title of the document
 * @param kind what the page is
 * @param heading its heading
 * @param alone the head of the only run; empty if there are several
 * @param sections where one can go
 * @param comparison several runs side by side; empty if there is one
 * @param groups the charts
 * @param runs what else is told of each run
 * @param made when the page was made; may be empty
 * @param style the style sheet
 * @param data the data of the charts, as JSON
 * @param notice the notice of the chart library
 * @param library the chart library
 * @param script what has it draw
 */
record PageView(
        String title,
        String kind,
        String heading,
        Optional<Head> alone,
        List<Link> sections,
        Optional<ComparisonView> comparison,
        List<GroupView> groups,
        List<RunView> runs,
        String made,
        Mustache.Lambda style,
        Mustache.Lambda data,
        Mustache.Lambda notice,
        Mustache.Lambda library,
        Mustache.Lambda script) {

    /**
     * How the only run ended.
     *
     * @param outcome how
     * @param outcomeClass how that is shown
     * @param reason why; may be empty
     * @param cards its key figures
     */
    record Head(String outcome, String outcomeClass, String reason, List<Card> cards) {}

    /**
     * A key figure.
     *
     * @param name what it is
     * @param value the figure
     * @param note what else is to be said; may be empty
     */
    record Card(String name, String value, String note) {}

    /**
     * A way to a section.
     *
     * @param id the id of its heading
     * @param title its heading
     */
    record Link(String id, String title) {}

    /**
     * Charts under a heading.
     *
     * @param id the id of the heading
     * @param title the heading
     * @param note what must be said of them; may be empty
     * @param charts the charts
     */
    record GroupView(String id, String title, String note, List<ChartView> charts) {}

    /**
     * What is said of a chart.
     *
     * @param id its id
     * @param title its title
     * @param summary what it shows
     * @param thinned what it leaves out; may be empty
     * @param columns the names of its lines
     * @param rows its numbers
     */
    record ChartView(
            String id, String title, String summary, String thinned, List<String> columns, List<TableView.Row> rows) {}
}
