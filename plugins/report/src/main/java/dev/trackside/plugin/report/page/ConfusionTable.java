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
 * @param grid its counts; empty if it is too large to be shown
 */
record ConfusionTable(String id, String title, String summary, Optional<Grid> grid) {

    private static final int MOST_CLASSES = 60;
    private static final int SHADES = 5;
    private static final String PREDICTED = "predicted_";

    /**
     * The counts.
     *
     * @param size how many classes there are
     * @param classes the names of the predicted classes
     * @param rows a row for each true class
     */
    record Grid(int size, List<String> classes, List<Row> rows) {}

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
                String id = "%s-confusion-%d".formatted(prefix, tables.size() + 1);
                Optional<String> csv = file.text();
                (csv.isPresent() ? read(id, file, csv.get()) : Optional.of(absent(id, file))).ifPresent(tables::add);
            }
        }
        return tables;
    }

    private static ConfusionTable absent(String id, RunData.File file) {
        String summary =
                "It is not shown: the table was too large to be kept, or could not be read. It was written to %s."
                        .formatted(file.file());
        return new ConfusionTable(id, title(file), summary, Optional.empty());
    }

    private static String title(RunData.File file) {
        return file.name().equals("confusion-matrix") ? "Confusion matrix" : "Confusion matrix: " + file.name();
    }

    private static Optional<ConfusionTable> read(String id, RunData.File file, String csv) {
        List<CsvRecord> lines;
        long[][] counts;
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(csv)) {
            lines = reader.stream().toList();
            int classes = lines.size() - 1;
            if (classes < 1 || lines.get(0).getFieldCount() != classes + 1) {
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
        return Optional.of(table(id, file, lines, counts));
    }

    private static ConfusionTable table(String id, RunData.File file, List<CsvRecord> lines, long[][] counts) {
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
        if (counts.length > MOST_CLASSES) {
            String unseen = " It has %s classes and is not shown, since a page shows up to %d. It was written to %s."
                    .formatted(Words.count(counts.length), MOST_CLASSES, file.file());
            return new ConfusionTable(id, title(file), summary + unseen, Optional.empty());
        }
        return new ConfusionTable(id, title(file), summary, Optional.of(new Grid(counts.length, classes, rows)));
    }

    private static String shade(long count, long sum) {
        return count == 0 ? "zero" : "s" + Math.max(1, (int) Math.ceil((double) count * SHADES / sum));
    }
}
