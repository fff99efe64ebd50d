package dev.trackside.plugin.report.page;

import java.util.List;
import java.util.Map;

/**
 * A table of texts.
 *
 * @param id the id of its heading
 * @param title its heading
 * @param columns what stands above the columns, that of the head of rows first
 * @param rows its rows
 */
record TableView(String id, String title, List<String> columns, List<Row> rows) {

    /**
     * A row.
     *
     * @param head its head
     * @param cells the other cells
     */
    record Row(String head, List<String> cells) {}

    /** A table of names and values. */
    static TableView of(String id, String title, String name, Map<String, String> values) {
        return new TableView(
                id,
                title,
                List.of(name, "Value"),
                values.entrySet().stream()
                        .map(entry -> new Row(entry.getKey(), List.of(entry.getValue())))
                        .toList());
    }
}
