package dev.trackside.plugin.report.page;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.trackside.plugin.report.run.RunData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * A confusion matrix: rows are true classes, columns predicted ones.
 *
 * @param id the id of its heading
 * @param title its heading
 * @param summary what it shows, in words
 * @param size how many classes there are
 * @param classes the names of the predicted classes
 * @param rows a row for each true class
 */
record ConfusionTable(String id, String title, String summary, int size, List<String> classes, List<Row> rows) {

    private static final int MOST_CLASSES = 60;
    private static final int SHADES = 5;
    private static final String PREDICTED = "predicted_";

    /**
     * What became of a true class.
     *
     * @param label its name
     * @param cells how often each class was predicted for it
     * @param recall the share that was predicted rightly
     */
    record Row(String label, List<Cell> cells, String recall) {}

    /**
     * How often one class was predicted for another.
     *
     * @param count how often
     * @param shade how dark: by its share in the row
     */
    record Cell(String count, String shade) {}

    /** Reads the confusion matrices among what was handed in: tables named so, square, of whole numbers. */
    static List<ConfusionTable> of(RunData run, String prefix) {
        List<ConfusionTable> tables = new ArrayList<>();
        for (RunData.File file : run.artifacts()) {
            if (file.table() && file.name().startsWith("confusion-matrix")) {
                file.text()
                        .flatMap(csv -> read("%s-confusion-%d".formatted(prefix, tables.size() + 1), file.name(), csv))
                        .ifPresent(tables::add);
            }
        }
        return tables;
    }

    private static Optional<ConfusionTable> read(String id, String name, String csv) {
        List<CsvRecord> lines;
        long[][] counts;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            lines = reader.stream().toList();
            int classes = lines.size() - 1;
            if (classes < 1 || classes > MOST_CLASSES || lines.get(0).getFieldCount() != classes + 1) {
                return Optional.empty();
            }
            counts = new long[classes][classes];
            for (int truth = 0; truth < classes; truth++) {
                for (int predicted = 0; predicted < classes; predicted++) {
                    counts[truth][predicted] =
                            Long.parseLong(lines.get(truth + 1).getField(predicted + 1));
                }
            }
        } catch (CsvParseException
                | NumberFormatException
                | IndexOutOfBoundsException
                | java.io.IOException otherForm) {
            return Optional.empty(); // a table of another form; it is listed among the artifacts all the same
        }
        return Optional.of(table(id, name, lines, counts));
    }

    private static ConfusionTable table(String id, String name, List<CsvRecord> lines, long[][] counts) {
        List<String> classes = lines.get(0).getFields().stream()
                .skip(1)
                .map(column -> column.startsWith(PREDICTED) ? column.substring(PREDICTED.length()) : column)
                .toList();
        List<Row> rows = new ArrayList<>();
        long total = 0;
        long right = 0;
        long worst = 0;
        String worstPair = "";
        for (int truth = 0; truth < counts.length; truth++) {
            long sum = LongStream.of(counts[truth]).sum();
            total += sum;
            right += counts[truth][truth];
            List<Cell> cells = new ArrayList<>();
            String label = lines.get(truth + 1).getField(0);
            for (int predicted = 0; predicted < counts.length; predicted++) {
                long count = counts[truth][predicted];
                cells.add(new Cell(Long.toString(count), shade(count, sum)));
                if (truth != predicted && count > worst) {
                    worst = count;
                    worstPair = "%s taken for %s".formatted(label, classes.get(predicted));
                }
            }
            rows.add(new Row(label, cells, sum == 0 ? "" : Words.share((double) counts[truth][truth] / sum)));
        }
        String summary = "Of %s examples of the last validation %s were predicted rightly%s.%s"
                .formatted(
                        Words.count(total),
                        Words.count(right),
                        total == 0 ? "" : " (" + Words.share((double) right / total) + ")",
                        worst == 0 ? "" : " Most often wrong: %s, %s times.".formatted(worstPair, Words.count(worst)));
        String title = name.equals("confusion-matrix") ? "Confusion matrix" : "Confusion matrix: " + name;
        return new ConfusionTable(id, title, summary, counts.length, classes, rows);
    }

    private static String shade(long count, long sum) {
        return count == 0 ? "zero" : "s" + Math.max(1, (int) Math.ceil((double) count * SHADES / sum));
    }
}
