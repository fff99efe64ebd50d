package dev.trackside.plugin.report.plot;

import dev.trackside.plugin.report.chart.Chart;
import dev.trackside.plugin.report.chart.Chart.Line;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.template.Templates;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;

/** Lays a chart out as a picture of the size of a figure in a paper, and writes it as SVG. */
public final class Plot {

    /** The width in pixels. */
    static final int WIDTH = 800;

    private static final int FRAME = 380;
    private static final int HEAD = 62;
    private static final int LEGEND_ROW = 22;
    private static final int BOTTOM = 56;
    private static final int RIGHT = 28;
    private static final int LETTER = 8;
    private static final int APART = 44;
    private static final int FOOTNOTE = 20;
    private static final int FOOTNOTES = 4;
    private static final int LONGEST = 118;
    private static final List<String> COLORS =
            List.of("#1667c7", "#c4520c", "#147a4a", "#8a3fc4", "#b3246b", "#7d6608", "#0c7c8c", "#5f6b7a");

    private final Chart chart;
    private final List<Mark> marks;
    private final String name;
    private final Ticks across;
    private final Ticks up;
    private final int left;
    private final List<Entry> legend;
    private final int top;

    private Plot(Chart chart, double[] axis, List<Mark> marks, String name) {
        this.chart = chart;
        this.marks = marks;
        this.name = name;
        double room = chart.bars() ? 0.5 : 0;
        double from = chart.bars() ? Math.max(1, Math.ceil(axis[0])) : axis[0];
        double to = chart.bars() ? Math.floor(axis[1]) : axis[1];
        this.across = Ticks.within(from - room, to + room, 10);
        this.up = height(chart);
        int longest = up.values().stream()
                .mapToInt(value -> Ticks.text(value).length())
                .max()
                .orElse(1);
        this.left = 44 + LETTER * longest;
        this.legend = legend();
        long rows = legend.stream().map(Entry::y).distinct().count();
        this.top = HEAD + LEGEND_ROW * (int) rows;
    }

    /**
     * Lays out a chart.
     *
     * @param chart what to show
     * @param axis from where to where the axis of epochs goes
     * @param marks where decisions were made
     * @param name what stands beside the title, as the name of the run; may be empty
     * @return the picture
     */
    public static Plot of(Chart chart, double[] axis, List<Mark> marks, String name) {
        return new Plot(chart, axis, chart.marks() ? marks : List.of(), name);
    }

    /**
     * A mark on the axis of epochs.
     *
     * @param position where
     * @param label what it says
     * @param text what it stands for
     */
    public record Mark(double position, String label, String text) {}

    /** What the template fills in. */
    private record View(
            int width,
            int height,
            String title,
            String name,
            String unit,
            String axisX,
            String axisY,
            String left,
            String right,
            String top,
            String bottom,
            List<Tick> ticksUp,
            List<Tick> ticksAcross,
            List<Entry> legend,
            List<Path> paths,
            List<Bar> bars,
            List<Dot> dots,
            List<Note> notes,
            List<Foot> feet) {}

    private record Tick(String at, String text) {}

    private record Entry(
            String x, String textX, String y, String lineY, String endX, String color, String dash, String name) {}

    private record Path(String color, String dash, String d) {}

    private record Bar(String x, String y, String width, String height, String color) {}

    private record Dot(String x, String y, String color) {}

    private record Note(String x, String left, String width, String label, String text) {}

    private record Foot(String y, String text) {}

    /**
     * Writes it.
     *
     * @return a document in SVG
     * @throws IOException if the template cannot be read
     */
    public String svg() throws IOException {
        List<Bar> bars = new ArrayList<>();
        List<Path> paths = new ArrayList<>();
        List<Dot> dots = new ArrayList<>();
        for (int index = 0; index < chart.lines().size(); index++) {
            if (chart.bars()) {
                bars(index, bars);
            } else {
                line(chart.lines().get(index), paths, dots);
            }
        }
        List<Foot> feet = feet();
        View view = new View(
                WIDTH,
                top + FRAME + FOOTNOTE * feet.size() + (feet.isEmpty() ? 0 : 6),
                chart.title(),
                name,
                chart.unit().isEmpty() ? "" : (name.isEmpty() ? "in " : ", in ") + chart.unit(),
                number((left + WIDTH - RIGHT) / 2.0),
                number(top + FRAME - 12.0),
                number(left),
                number(WIDTH - RIGHT),
                number(top),
                number(top + FRAME - BOTTOM),
                up.values().stream()
                        .map(value -> new Tick(number(y(value.doubleValue())), Ticks.text(value)))
                        .toList(),
                across.values().stream()
                        .filter(value -> value.signum() > 0 || !chart.bars())
                        .map(value -> new Tick(number(x(value.doubleValue())), Ticks.text(value)))
                        .toList(),
                legend,
                paths,
                bars,
                dots,
                notes(),
                feet);
        return Templates.load(Plot.class, "plot").execute(view);
    }

    private static Ticks height(Chart chart) {
        DoubleSummaryStatistics values = new DoubleSummaryStatistics();
        for (Line line : chart.lines()) {
            line.curve().points().mapToDouble(line.curve()::value).forEach(values);
        }
        if (chart.bars()) {
            values.accept(0);
        }
        return values.getCount() == 0 ? Ticks.around(0, 1, 5) : Ticks.around(values.getMin(), values.getMax(), 5);
    }

    private double x(double position) {
        return left + (position - across.from()) / (across.to() - across.from()) * (WIDTH - RIGHT - left);
    }

    private double y(double value) {
        return top + FRAME - BOTTOM - (value - up.from()) / (up.to() - up.from()) * (FRAME - BOTTOM);
    }

    private void line(Line line, List<Path> paths, List<Dot> dots) {
        Curve curve = line.curve();
        StringBuilder d = new StringBuilder();
        boolean drawing = false;
        for (int point = 0; point < curve.size(); point++) {
            double value = curve.value(point);
            if (!Double.isFinite(value)) {
                drawing = false;
                continue;
            }
            String x = number(x(curve.position(point)));
            String y = number(y(value));
            d.append(drawing ? 'L' : 'M').append(x).append(' ').append(y);
            boolean last = point + 1 == curve.size() || !Double.isFinite(curve.value(point + 1));
            if (!drawing && last) {
                dots.add(new Dot(x, y, color(line)));
            }
            drawing = true;
        }
        paths.add(new Path(color(line), dash(line), d.toString()));
    }

    private void bars(int index, List<Bar> bars) {
        Line line = chart.lines().get(index);
        Curve curve = line.curve();
        double apart = curve.size() > 1 ? curve.position(1) - curve.position(0) : 1;
        double room = (x(across.from() + apart) - x(across.from())) * 0.75;
        double width = Math.min(40, room / chart.lines().size());
        curve.points().forEach(point -> {
            double x = x(curve.position(point)) - width * chart.lines().size() / 2 + width * index;
            double y = y(curve.value(point));
            bars.add(new Bar(number(x), number(y), number(width), number(y(0) - y), color(line)));
        });
    }

    /** One that says the title again is left out; long names go on in the next row. */
    private List<Entry> legend() {
        List<Entry> entries = new ArrayList<>();
        if (chart.lines().size() == 1
                && chart.title().startsWith(chart.lines().get(0).name())) {
            return entries;
        }
        double x = left;
        int y = HEAD - 2;
        for (Line line : chart.lines()) {
            double width = 48 + LETTER * line.name().length();
            if (x > left && x + width > WIDTH) {
                x = left;
                y += LEGEND_ROW;
            }
            entries.add(new Entry(
                    number(x),
                    number(x + 32),
                    number(y),
                    number(y - 4.0),
                    number(x + 24),
                    color(line),
                    dash(line),
                    line.name()));
            x += width;
        }
        return entries;
    }

    /** Marks that would cover each other become one. */
    private List<Note> notes() {
        List<Note> notes = new ArrayList<>();
        List<Mark> together = new ArrayList<>();
        double from = 0;
        for (Mark mark : marks.stream()
                .sorted(Comparator.comparingDouble(Mark::position))
                .toList()) {
            double x = x(Math.max(across.from(), Math.min(mark.position(), across.to())));
            if (!together.isEmpty() && x - from >= APART) {
                notes.add(note(from, together));
                together.clear();
            }
            if (together.isEmpty()) {
                from = x;
            }
            together.add(mark);
        }
        if (!together.isEmpty()) {
            notes.add(note(from, together));
        }
        return notes;
    }

    private static Note note(double x, List<Mark> marks) {
        String first = marks.get(0).label();
        String label = marks.size() == 1
                ? first
                : first
                        + (marks.size() == 2 ? ", " : "…")
                        + marks.get(marks.size() - 1).label();
        double width = Math.max(20, 12 + 8 * label.length());
        String text = String.join("\n", marks.stream().map(Mark::text).toList());
        double left = Math.min(x - width / 2, WIDTH - width - 2);
        return new Note(number(x), number(left), number(width), label, text);
    }

    private List<Foot> feet() {
        List<Foot> feet = new ArrayList<>();
        for (Mark mark : marks.subList(0, Math.min(FOOTNOTES, marks.size()))) {
            String text = mark.label() + "  " + mark.text();
            feet.add(new Foot(
                    number(top + FRAME + 14.0 + FOOTNOTE * feet.size()),
                    text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text));
        }
        return feet;
    }

    private static String color(Line line) {
        return COLORS.get(line.color() - 1);
    }

    private static String dash(Line line) {
        return switch (line.dash()) {
            case "dashed" -> "6 4";
            case "dotted" -> "2 3";
            default -> "";
        };
    }

    private static String number(double value) {
        long tenths = (long) Math.rint(value * 10);
        String whole = (tenths < 0 ? "-" : "") + Math.abs(tenths) / 10;
        return tenths % 10 == 0 ? whole : whole + "." + Math.abs(tenths) % 10;
    }
}
