package dev.trackside.plugin.history.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Columns as wide as what is in them, numbers at the right; what does not fit a line is left out or cut. */
final class Table {

    private static final String GAP = "  ";
    private static final int LEAST = 8;

    private final List<List<String>> rows = new ArrayList<>();
    private final int textColumns;

    /**
     * A table.
     *
     * @param textColumns how many columns, from the first, are texts; those behind are numbers
     * @param heads the heads of all columns
     */
    Table(int textColumns, List<String> heads) {
        this.textColumns = textColumns;
        rows.add(List.copyOf(heads));
    }

    void row(List<String> cells) {
        rows.add(List.copyOf(cells));
    }

    /**
     * The lines of the table.
     *
     * @param width columns of the terminal: of number columns the last ones are left out if need be, then the widest text is cut
     */
    List<String> lines(int width) {
        int[] widths = widths(width);
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /**
     * Whether no head is cut.
     *
     * @param width columns of the terminal, as {@link #lines} takes them
     */
    boolean showsHeads(int width) {
        int[] widths = widths(width);
        return IntStream.range(0, widths.length)
                .allMatch(i -> rows.get(0).get(i).length() <= widths[i]);
    }

    /** The widths of the columns that are shown. */
    private int[] widths(int width) {
        int columns = rows.get(0).size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        while (columns > textColumns && total(widths, columns) > width) {
            columns--;
        }
        while (total(widths, columns) > width && cutWidest(widths, columns)) {
            // until it fits
        }
        return Arrays.copyOf(widths, columns);
    }

    private static long total(int[] widths, int columns) {
        long total = (long) GAP.length() * (columns - 1);
        for (int i = 0; i < columns; i++) {
            total += widths[i];
        }
        return total;
    }

    /** Cuts the widest column but the first, by which people name things. */
    private static boolean cutWidest(int[] widths, int columns) {
        int widest = -1;
        for (int i = 1; i < columns; i++) {
            if (widths[i] > LEAST && (widest < 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        if (widest < 0) {
            return false;
        }
        widths[widest]--;
        return true;
    }

    private String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.get(i);
            if (cell.length() > widths[i]) {
                cell = cell.substring(0, widths[i] - 1) + "…";
            }
            String padding = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(i < textColumns ? cell + padding : padding + cell);
        }
        return line.toString().stripTrailing();
    }
}
