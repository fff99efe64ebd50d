package dev.trackside.plugin.lrschedule.chart;

import dev.trackside.MetricText;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A curve drawn with characters: with dots of braille, eight to a character, where the terminal writes Unicode, else with stars. Where there are more
 * values than columns of dots, each column covers the values from the smallest to the largest of its own.
 */
public final class TextChart {

    private static final int BRAILLE = 0x2800;

    /** The bits of the dots of a braille character, by row and column. */
    private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private static final int LABEL = 10;

    private final int columns;
    private final int rows;
    private final boolean unicode;

    /**
     * Prepares charts of one size.
     *
     * @param width columns of the terminal; at least 20 are used
     * @param height lines of the curve, at least 2
     * @param unicode whether braille may be used
     */
    public TextChart(int width, int height, boolean unicode) {
        this.columns = Math.max(20, width) - LABEL - 2;
        this.rows = Math.max(2, height);
        this.unicode = unicode;
    }

    /**
     * Whether standard output writes Unicode, as far as Java tells.
     *
     * @return whether braille can be read there
     */
    public static boolean unicodeOutput() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
        String encoding = name.isEmpty() ? Charset.defaultCharset().name() : name;
        return encoding.toUpperCase(Locale.ROOT).startsWith("UTF");
    }

    /**
     * Draws values at equal distances.
     *
     * @param values at least one value; those that are not finite are left out
     * @param from what stands below the first
     * @param to what stands below the last
     * @return the lines, none longer than the width
     */
    public List<String> draw(double[] values, String from, String to) {
        Columns dots = Columns.of(values, columns * (unicode ? 2 : 1));
        int down = rows * (unicode ? 4 : 1);
        boolean[][] set = dots.raster(down);
        List<String> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            String label = row == 0
                    ? MetricText.number(dots.largest())
                    : row == rows - 1 ? MetricText.number(dots.smallest()) : "";
            lines.add(LABEL_FORMAT
                    .formatted(label, unicode ? "┤" : "|", line(set, row))
                    .stripTrailing());
        }
        lines.add(LABEL_FORMAT.formatted("", unicode ? "└" : "+", (unicode ? "─" : "-").repeat(columns)));
        int gap = Math.max(1, columns - from.length() - to.length());
        lines.add(LABEL_FORMAT.formatted("", " ", from + " ".repeat(gap) + to));
        return lines;
    }

    private static final String LABEL_FORMAT = "%" + LABEL + "s %s%s";

    private String line(boolean[][] set, int row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            line.append(unicode ? braille(set, row, column) : set[row][column] ? '*' : ' ');
        }
        return line.toString();
    }

    private static char braille(boolean[][] set, int row, int column) {
        int bits = 0;
        for (int y = 0; y < 4; y++) {
            for (int x = 0; x < 2; x++) {
                if (set[4 * row + y][2 * column + x]) {
                    bits |= DOTS[y][x];
                }
            }
        }
        return bits == 0 ? ' ' : (char) (BRAILLE + bits);
    }
}
