package dev.trackside.plugin.report.chart;

import dev.trackside.plugin.report.run.Curve;
import java.util.List;

/**
 * A picture of some curves.
 *
 * @param id its id in the page
 * @param title what stands above it
 * @param metric what it shows: the name of a metric without {@code val_}
 * @param bars whether values are bars, one an epoch
 * @param unit what stands above the vertical axis; empty for a plain number
 * @param marks whether decisions are marked
 * @param lines what is drawn
 */
public record Chart(
        String id, String title, String metric, boolean bars, String unit, boolean marks, List<Line> lines) {

    /** Copies the lines. */
    public Chart {
        lines = List.copyOf(lines);
    }

    /**
     * A curve as it is drawn.
     *
     * @param name its name in the legend
     * @param color 1 to {@link #COLORS}
     * @param dash {@code solid}, {@code dashed} or {@code dotted}
     * @param curve the values
     * @param whole the values that those were made of: the same, or if bars are means, all
     */
    public record Line(String name, int color, String dash, Curve curve, Curve whole) {

        /** A line of all that there is. */
        Line(String name, int color, String dash, Curve curve) {
            this(name, color, dash, curve, curve);
        }

        /** How many colors there are. */
        public static final int COLORS = 8;

        /**
         * Colors in turn.
         *
         * @param index which line, from 0
         * @return its color
         */
        public static int color(int index) {
            return index % COLORS + 1;
        }
    }

    /**
     * Charts under a heading.
     *
     * @param id the id of the heading
     * @param title the heading
     * @param note what must be said of them; may be empty
     * @param charts the charts
     */
    public record Group(String id, String title, String note, List<Chart> charts) {}
}
