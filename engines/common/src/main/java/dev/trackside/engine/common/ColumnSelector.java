package dev.trackside.engine.common;

import java.util.List;

/**
 * Picks one column of a table, by its name in the header or by its index from 0; negative indices count from the end, so that -1
 * is the last column.
 *
 * @since 0.1
 */
public final class ColumnSelector {

    private final String text;
    private final boolean byName;
    private final int index;

    private ColumnSelector(String text, boolean byName, int index) {
        this.text = text;
        this.byName = byName;
        this.index = index;
    }

    /** Picks by index: 0 is the first column, -1 the last. */
    public static ColumnSelector at(int index) {
        return new ColumnSelector(Integer.toString(index), false, index);
    }

    /** Picks the column of that name; the file needs a header. */
    public static ColumnSelector named(String name) {
        return new ColumnSelector(name, true, 0);
    }

    /** Picks by index if the text is an integer, else by name. */
    public static ColumnSelector parse(String text) {
        String stripped = text.strip();
        if (stripped.matches("[+-]?\\d{1,9}")) {
            return at(Integer.parseInt(stripped));
        }
        return named(stripped);
    }

    /**
     * Finds the column.
     *
     * @param names names of the columns, empty if the file has no header
     * @param width number of columns
     * @param file name of the file, for messages
     * @param setting what chose the column, for messages
     * @return an index from 0
     * @throws DataException if there is no such column, or more than one
     */
    int resolve(List<String> names, int width, String file, String setting) {
        return byName ? resolveName(names, file, setting) : resolveIndex(width, file, setting);
    }

    private int resolveIndex(int width, String file, String setting) {
        int resolved = index < 0 ? width + index : index;
        if (resolved < 0 || resolved >= width) {
            throw new DataException(
                    "%s has %d columns, so there is no column %d: indices go from 0 to %d, or from -1 (the last) back to %d"
                            .formatted(file, width, index, width - 1, -width),
                    setting);
        }
        return resolved;
    }

    private int resolveName(List<String> names, String file, String setting) {
        if (names.isEmpty()) {
            throw new DataException(
                    "%s has no header, so column '%s' cannot be found by its name: give its index (0 is the first, -1 the last), or say header: yes"
                            .formatted(file, text),
                    setting);
        }
        int found = names.indexOf(text);
        if (found < 0) {
            throw new DataException(
                    "%s has no column '%s'; its columns are %s".formatted(file, text, shortened(names)), setting);
        }
        if (names.lastIndexOf(text) != found) {
            throw new DataException("%s has more than one column '%s': give the index".formatted(file, text), setting);
        }
        return found;
    }

    private static String shortened(List<String> names) {
        int most = 20;
        return names.size() <= most
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, most)) + ", … (%d in all)".formatted(names.size());
    }

    /** Returns the index or the name. */
    @Override
    public String toString() {
        return text;
    }
}
