package dev.trackside.bench.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table of text; the first column is aligned to the left, the others to the right.
 *
 * @param title what it shows
 * @param header the names of the columns
 * @param rows as many cells each as there are columns
 */
record Table(String title, List<String> header, List<List<String>> rows) {

    Table {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException("%s has %d columns, not: %s".formatted(title, header.size(), row));
            }
        }
    }

    String plain() {
        StringBuilder text = new StringBuilder(title).append('\n');
        lines().forEach(line -> text.append("  ")
                .append(String.join("  ", padded(line)).stripTrailing())
                .append('\n'));
        return text.toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("### ").append(title).append("\n\n");
        List<List<String>> lines = new ArrayList<>(lines());
        lines.add(
                1,
                IntStream.range(0, header.size())
                        .mapToObj(column -> column == 0 ? "---" : "---:")
                        .toList());
        lines.forEach(line -> text.append("| ").append(String.join(" | ", line)).append(" |\n"));
        return text.toString();
    }

    private List<List<String>> lines() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(header);
        lines.addAll(rows);
        return lines;
    }

    private List<String> padded(List<String> line) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < line.size(); column++) {
            String cell = line.get(column);
            String blanks = " ".repeat(width(column) - cell.length());
            cells.add(column == 0 ? cell + blanks : blanks + cell);
        }
        return cells;
    }

    private int width(int column) {
        return lines().stream()
                .mapToInt(line -> line.get(column).length())
                .max()
                .orElse(0);
    }
}
