package dev.trackside.plugin.lrschedule.chart;

import dev.trackside.MetricText;
import java.util.Locale;

/** A curve as a picture in SVG, of the size of a figure in a report. */
public final class SvgChart {

    private static final int WIDTH = 720;
    private static final int HEIGHT = 360;
    private static final int LEFT = 80;
    private static final int TOP = 40;
    private static final int RIGHT = 20;
    private static final int BOTTOM = 40;
    private static final int GRID = 4;

    private final StringBuilder svg = new StringBuilder();
    private final double smallest;
    private final double height;
    private final Columns columns;

    private SvgChart(double[] values) {
        this.columns = Columns.of(values, Math.min(values.length, WIDTH - LEFT - RIGHT));
        this.smallest = columns.smallest();
        this.height = columns.largest() - smallest;
    }

    /**
     * Draws values at equal distances.
     *
     * @param title what stands above
     * @param values at least one value; those that are not finite are left out
     * @param from what stands below the first
     * @param to what stands below the last
     * @return a document
     */
    public static String draw(String title, double[] values, String from, String to) {
        SvgChart chart = new SvgChart(values);
        chart.frame(title, from, to);
        chart.curve();
        return chart.svg.append("</svg>\n").toString();
    }

    private void frame(String title, String from, String to) {
        svg.append("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="white"/>
                """.formatted(WIDTH, HEIGHT));
        text(WIDTH / 2.0, TOP / 2.0, "middle", title);
        for (int line = 0; line <= GRID; line++) {
            double value = smallest + height * line / GRID;
            double y = y(value);
            svg.append("<path d=\"M%d %s H%d\" stroke=\"#ddd\"/>\n".formatted(LEFT, number(y), WIDTH - RIGHT));
            text(LEFT - 6.0, y + 4, "end", MetricText.number(value));
        }
        text(LEFT, HEIGHT - BOTTOM / 2.0, "start", from);
        text(WIDTH - RIGHT, HEIGHT - BOTTOM / 2.0, "end", to);
    }

    private void curve() {
        svg.append("<path fill=\"none\" stroke=\"#1f77b4\" stroke-width=\"2\" d=\"");
        boolean drawing = false;
        for (int column = 0; column < columns.count(); column++) {
            double low = columns.low(column);
            double high = columns.high(column);
            if (Double.isNaN(low)) {
                drawing = false;
                continue;
            }
            String x = number(LEFT + (WIDTH - LEFT - RIGHT) * (column + 0.5) / columns.count());
            svg.append(drawing ? 'L' : 'M').append(x).append(' ').append(number(y(high)));
            if (low != high) {
                svg.append('V').append(number(y(low)));
            }
            drawing = true;
        }
        svg.append("\"/>\n");
    }

    private double y(double value) {
        double part = height > 0 ? (value - smallest) / height : 0.5;
        return HEIGHT - BOTTOM - part * (HEIGHT - TOP - BOTTOM);
    }

    private void text(double x, double y, String anchor, String text) {
        String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>\n"
                .formatted(number(x), number(y), anchor, escaped));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
