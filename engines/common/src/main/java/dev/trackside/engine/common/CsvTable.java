package dev.trackside.engine.common;

import java.nio.file.Path;
import java.util.List;

/**
 * A table as it was read: numbers in all columns but the label column, whose text is kept until it is clear whether it names
 * classes or quantities.
 *
 * @since 0.1
 */
public final class CsvTable {

    private final String file;
    private final List<String> featureNames;
    private final String labelName;
    private final int labelColumn;
    private final double[] features;
    private final String[] labels;
    private final int[] lines;

    CsvTable(
            String file,
            List<String> featureNames,
            String labelName,
            int labelColumn,
            double[] features,
            String[] labels,
            int[] lines) {
        this.file = file;
        this.featureNames = List.copyOf(featureNames);
        this.labelName = labelName;
        this.labelColumn = labelColumn;
        this.features = features;
        this.labels = labels;
        this.lines = lines;
    }

    /**
     * Reads a file, unpacking it if it is gzipped (whatever its name).
     *
     * @param file path of the file, in UTF-8
     * @param format separator and header
     * @param label the column to learn
     * @param ignored columns to leave out, which may hold any text
     * @throws DataException if the file is missing, broken, empty, ragged, or holds something else than finite numbers outside
     *     of label and ignored columns
     */
    public static CsvTable read(Path file, CsvFormat format, ColumnSelector label, List<ColumnSelector> ignored) {
        return new CsvTableReader(file, format, label, ignored).read();
    }

    /** Reads a comma-separated file with or without header. */
    public static CsvTable read(Path file, ColumnSelector label) {
        return read(file, CsvFormat.DEFAULT, label, List.of());
    }

    /** Number of rows, at least 1. */
    public int rows() {
        return labels.length;
    }

    /** Number of columns without label and ignored ones, at least 1. */
    public int width() {
        return featureNames.size();
    }

    /** Names of the columns without label and ignored ones; their indices in the file if it has no header. */
    public List<String> featureNames() {
        return featureNames;
    }

    /** Name of the label column; its index if the file has no header. */
    public String labelName() {
        return labelName;
    }

    /**
     * Takes the label column for names of classes and finds them all.
     *
     * @throws DataException if there are less than two classes, or if the labels look like quantities
     */
    public Dataset classification() {
        return classification(ClassLabels.of(this));
    }

    /**
     * Takes the label column for names of known classes.
     *
     * @throws DataException if a row has another class
     */
    public Dataset classification(ClassLabels classes) {
        double[] targets = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            int label = classes.indexOf(labels[row]);
            if (label < 0) {
                throw new DataException("%s: class '%s' is not among those of the training data, %s"
                        .formatted(whereLabel(row), labels[row], classes));
            }
            targets[row] = label;
        }
        return new Dataset(featureNames, features, targets, classes);
    }

    /**
     * Takes the label column for quantities.
     *
     * @throws DataException if one is not a finite number
     */
    public Dataset regression() {
        double[] targets = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            targets[row] = Numbers.parse(labels[row]);
            if (Double.isNaN(targets[row])) {
                throw new DataException("%s: '%s' is not a number, which a regression needs as label"
                        .formatted(whereLabel(row), labels[row]));
            }
        }
        return new Dataset(featureNames, features, targets, null);
    }

    String label(int row) {
        return labels[row];
    }

    /** Says where the label of a row stands, as messages begin. */
    String whereLabel(int row) {
        return "%s, line %d, column %d".formatted(file, lines[row], labelColumn + 1);
    }

    String file() {
        return file;
    }

    /** Says the size: {@code digits.csv.gz: 1797 rows x 64 columns, label '64'}. */
    @Override
    public String toString() {
        return "%s: %d rows x %d columns, label '%s'".formatted(file, rows(), width(), labelName);
    }
}
