package dev.trackside.plugin.tensorboard;

import java.util.List;

/** Texts as TensorBoard shows them. */
final class Markdown {

    private static final String SPECIAL = "\\`*_[]<>|~&";

    private Markdown() {}

    /** A table; what stands in it is shown as it is. */
    static String table(List<String> columns, List<List<String>> rows) {
        StringBuilder table = new StringBuilder();
        row(table, columns);
        table.append("|").append(" --- |".repeat(columns.size())).append('\n');
        rows.forEach(each -> row(table, each));
        return table.toString();
    }

    private static void row(StringBuilder table, List<String> cells) {
        table.append('|');
        cells.forEach(cell -> table.append(' ').append(escape(cell)).append(" |"));
        table.append('\n');
    }

    /** A text in which nothing is markup, on one line. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.strip().codePoints().forEach(character -> {
            if (Character.isISOControl(character)) {
                escaped.append(' ');
            } else if (SPECIAL.indexOf(character) >= 0) { // as an entity: a backslash does not help a bar in a table
                escaped.append("&#").append(character).append(';');
            } else {
                escaped.appendCodePoint(character);
            }
        });
        return escaped.toString();
    }
}
