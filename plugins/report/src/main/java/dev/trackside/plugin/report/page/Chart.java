package dev.trackside.plugin.report.page;

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
record Chart(String id, String title, String metric, boolean bars, String unit, boolean marks, List<Line> lines) {

    Chart {
        lines = List.copyOf(lines);
    }

    /**
     * A curve as it is drawn.
     *
     * @param name its name in the legend
     * @param color 1 to {@link #COLORS}
     * @param dash {@code solid}, {@code dashed} or {@code dotted}
     * @param curve the values
     */
    record Line(String name, int color, String dash, Curve curve) {

        /** How many colors there are. */
        static final int COLORS = 8;

        /** Colors in turn. */
        static int color(int index) {
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
    record Group(String id, String title, String note, List<Chart> charts) {}
}
