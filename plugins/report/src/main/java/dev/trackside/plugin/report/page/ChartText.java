package dev.trackside.plugin.report.page;

import dev.trackside.MetricText;
import dev.trackside.plugin.report.chart.Chart;
import dev.trackside.plugin.report.chart.Chart.Line;
import dev.trackside.plugin.report.run.Curve;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** What a picture shows, for those who do not see it: a sentence a curve, and a table of numbers. */
final class ChartText {

    private static final int MOST_ROWS = 100;
    private static final int SENTENCES = 4;

    /** Its schedule is known by where it turns. */
    private static final String RATE = "lr";

    private ChartText() {}

    /** What the curves do. */
    static String summary(Chart chart) {
        List<String> sentences = new ArrayList<>();
        long gaps = 0;
        for (Line line : chart.lines()) {
            sentences.add(chart.lines().size() <= SENTENCES ? sentence(chart, line) : phrase(line));
            gaps += line.curve().gaps();
        }
        if (gaps > 0) {
            sentences.add(
                    gaps == 1
                            ? "One value is not finite and left as a gap."
                            : Words.count(gaps) + " values are not finite and left as gaps.");
        }
        return String.join(" ", sentences);
    }

    private static String sentence(Chart chart, Line line) {
        Curve curve = line.curve();
        if (curve.isBlank()) {
            return line.name() + " has no finite value.";
        }
        int first = curve.points().findFirst().orElseThrow();
        int last = curve.points().reduce((one, other) -> other).orElseThrow();
        if (chart.bars()) {
            Curve whole = line.whole();
            double mean = whole.points().mapToDouble(whole::value).average().orElseThrow();
            double most = whole.points().mapToDouble(whole::value).max().orElseThrow();
            return "%s: %s s on average, %s s at most."
                    .formatted(line.name(), MetricText.number(mean), MetricText.number(most));
        }
        if (first == last) {
            return "%s was %s at epoch %s."
                    .formatted(
                            line.name(), MetricText.number(curve.value(first)), Words.position(curve.position(first)));
        }
        double from = curve.value(first);
        double to = curve.value(last);
        String course = from == to
                ? "began and ended at " + MetricText.number(from)
                : "%s from %s to %s"
                        .formatted(to < from ? "fell" : "rose", MetricText.number(from), MetricText.number(to));
        if (curve.metric().equals(RATE)) {
            int highest = curve.points()
                    .reduce((one, other) -> curve.value(other) > curve.value(one) ? other : one)
                    .orElseThrow();
            if (curve.value(highest) > Math.max(from, to)) {
                return "%s began at %s, was highest at epoch %s with %s, and ended at %s."
                        .formatted(
                                line.name(),
                                MetricText.number(from),
                                Words.position(curve.position(highest)),
                                MetricText.number(curve.value(highest)),
                                MetricText.number(to));
            }
        }
        OptionalInt best = Best.of(curve);
        return "%s %s%s."
                .formatted(
                        line.name(),
                        course,
                        best.isEmpty()
                                ? ""
                                : "; the best, %s, was at epoch %s"
                                        .formatted(
                                                MetricText.number(curve.value(best.getAsInt())),
                                                Words.position(curve.position(best.getAsInt()))));
    }

    private static String phrase(Line line) {
        Curve curve = line.curve();
        OptionalInt last = curve.points().reduce((one, other) -> other);
        return last.isEmpty()
                ? line.name() + " has no finite value."
                : "%s ended at %s.".formatted(line.name(), MetricText.number(curve.value(last.getAsInt())));
    }

    /** What is said where not all is drawn or listed; empty if all is. */
    static String thinned(Chart chart, int positions) {
        List<String> sentences = new ArrayList<>();
        for (Line line : chart.lines()) {
            Curve curve = line.curve();
            if (curve.measured() > curve.size()) {
                sentences.add(
                        "Of %s values of %s %s are drawn: the first, the last, and the smallest and the largest of each stretch."
                                .formatted(Words.count(curve.measured()), line.name(), Words.count(curve.size())));
            }
        }
        if (positions > MOST_ROWS) {
            sentences.add("The table has %d of %s rows.".formatted(MOST_ROWS, Words.count(positions)));
        }
        return String.join(" ", sentences);
    }

    /** All numbers by position, in the order of lines. */
    static Map<Double, List<String>> rows(Chart chart) {
        Map<Double, List<String>> rows = new TreeMap<>();
        List<Line> lines = chart.lines();
        for (int column = 0; column < lines.size(); column++) {
            Curve curve = lines.get(column).curve();
            for (int point = 0; point < curve.size(); point++) {
                List<String> row = rows.computeIfAbsent(curve.position(point), none -> new ArrayList<>());
                while (row.size() < column) {
                    row.add("");
                }
                row.add(MetricText.number(curve.value(point)));
            }
        }
        for (List<String> row : rows.values()) {
            while (row.size() < lines.size()) {
                row.add("");
            }
        }
        return rows;
    }

    /** Some rows if there are many, among them the first and the last. */
    static Map<Double, List<String>> fewer(Map<Double, List<String>> rows) {
        if (rows.size() <= MOST_ROWS) {
            return rows;
        }
        Map<Double, List<String>> few = new LinkedHashMap<>();
        int index = 0;
        int taken = 0;
        for (Map.Entry<Double, List<String>> row : rows.entrySet()) {
            if (index++ >= (long) taken * (rows.size() - 1) / (MOST_ROWS - 1)) {
                few.put(row.getKey(), row.getValue());
                taken++;
            }
        }
        return few;
    }
}
