package dev.trackside.engine.common;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads one file into a {@link CsvTable}: finds out what the first line is and which columns matter, then reads line by line. */
final class CsvTableReader {

    private static final int BUFFER_BYTES = 1 << 16;
    private static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    private final Path path;
    private final String file;
    private final CsvFormat format;
    private final ColumnSelector label;
    private final List<ColumnSelector> ignored;

    CsvTableReader(Path path, CsvFormat format, ColumnSelector label, List<ColumnSelector> ignored) {
        this.path = path;
        this.file = String.valueOf(path.getFileName());
        this.format = format;
        this.label = label;
        this.ignored = List.copyOf(ignored);
    }

    CsvTable read() {
        if (!Files.exists(path)) {
            throw new DataException(
                    "there is no data file %s".formatted(path.toAbsolutePath().normalize()));
        }
        try (InputStream in = open();
                CsvReader<CsvRecord> records = records(in)) {
            return read(records);
        } catch (IOException | UncheckedIOException | CsvParseException fault) {
            throw new DataException("%s cannot be read: %s".formatted(file, rootMessage(fault)), fault);
        }
    }

    private InputStream open() throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
        try {
            in.mark(2);
            boolean gzipped = in.read() == 0x1f && in.read() == 0x8b;
            in.reset();
            return gzipped ? new GZIPInputStream(in, BUFFER_BYTES) : in;
        } catch (IOException | RuntimeException fault) {
            in.close();
            throw fault;
        }
    }

    private CsvReader<CsvRecord> records(InputStream in) {
        return CsvReader.builder()
                .fieldSeparator(format.separator())
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE) // counted here, where the message can say more
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .detectBomHeader(true)
                .ofCsvRecord(in);
    }

    private CsvTable read(Iterable<CsvRecord> records) {
        Rows rows = null;
        boolean skip = format.header() == CsvFormat.Header.SKIP;
        for (CsvRecord csv : records) {
            if (skip) {
                skip = false;
                continue;
            }
            List<String> fields = fields(csv);
            if (fields.isEmpty()) {
                continue;
            }
            if (rows == null) {
                boolean header = isHeader(fields);
                rows = new Rows(layout(header ? fields : List.of(), fields.size()), csv.getStartingLineNumber());
                if (header) {
                    continue;
                }
            }
            rows.add(fields, csv.getStartingLineNumber());
        }
        if (rows == null || rows.count == 0) {
            throw new DataException("%s has no data".formatted(file));
        }
        return rows.table();
    }

    private List<String> fields(CsvRecord csv) {
        List<String> fields = csv.getFields();
        if (format.separator() == ' ') {
            String line = String.join(" ", fields).strip();
            return line.isEmpty() ? List.of() : List.of(BLANKS.split(line));
        }
        List<String> stripped = new ArrayList<>(fields.size());
        boolean blank = true;
        for (String field : fields) {
            String text = field.strip();
            blank &= text.isEmpty();
            stripped.add(text);
        }
        return blank && stripped.size() == 1 ? List.of() : stripped;
    }

    private boolean isHeader(List<String> fields) {
        return switch (format.header()) {
            case YES -> true;
            case NO, SKIP -> false;
            case AUTO -> looksLikeNames(fields);
        };
    }

    /** No numbers, not even missing ones; two names at least, as a row of data may have nothing but its label. */
    private static boolean looksLikeNames(List<String> fields) {
        return fields.stream().noneMatch(field -> Numbers.isNumber(field) || Numbers.isNotFinite(field))
                && fields.stream().filter(field -> !field.isEmpty()).count() >= 2;
    }

    private Layout layout(List<String> names, int width) {
        int labelColumn = label.resolve(names, width, file, "label");
        BitSet used = new BitSet(width);
        used.set(0, width);
        used.clear(labelColumn);
        for (ColumnSelector column : ignored) {
            int index = column.resolve(names, width, file, "ignore");
            if (index == labelColumn) {
                throw new DataException(
                        "column '%s' of %s cannot be the label and be ignored".formatted(column, file), "ignore");
            }
            used.clear(index);
        }
        List<String> features = new ArrayList<>();
        for (int column = 0; column < width; column++) {
            if (used.get(column)) {
                features.add(name(names, column));
            }
        }
        if (features.isEmpty()) {
            throw new DataException("%s has no column to learn from beside the label; is '%s' the right separator?"
                    .formatted(file, format.separator() == '\t' ? "tab" : format.separator()));
        }
        return new Layout(names, width, labelColumn, used, features);
    }

    private static String name(List<String> names, int column) {
        return names.isEmpty() ? Integer.toString(column) : names.get(column);
    }

    private static String rootMessage(Throwable fault) {
        Throwable root = fault;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        @Nullable String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    /**
     * Where things stand in a line.
     *
     * @param names names of all columns, none without a header
     * @param width number of all columns
     * @param labelColumn index of the label
     * @param used which columns are features
     * @param features names of the features
     */
    private record Layout(List<String> names, int width, int labelColumn, BitSet used, List<String> features) {}

    /** The rows so far, in arrays that grow. */
    private final class Rows {

        private final Layout layout;
        private final long firstLine;
        private double[] features;
        private String[] labels = new String[256];
        private int[] lines = new int[256];
        private int count;

        Rows(Layout layout, long firstLine) {
            this.layout = layout;
            this.firstLine = firstLine;
            this.features = new double[Math.multiplyExact(256, layout.features().size())];
        }

        void add(List<String> fields, long line) {
            if (fields.size() != layout.width()) {
                throw ragged(fields.size(), line);
            }
            if (count == labels.length) {
                grow();
            }
            int at = count * layout.features().size();
            for (int column = 0; column < layout.width(); column++) {
                if (layout.used().get(column)) {
                    features[at++] = number(fields.get(column), line, column);
                }
            }
            String text = fields.get(layout.labelColumn());
            if (text.isEmpty()) {
                throw new DataException("%s: the label is missing".formatted(where(line, layout.labelColumn())));
            }
            labels[count] = text;
            lines[count] = Math.toIntExact(line);
            count++;
        }

        private void grow() {
            int larger = Math.multiplyExact(count, 2);
            features = Arrays.copyOf(
                    features, Math.multiplyExact(larger, layout.features().size()));
            labels = Arrays.copyOf(labels, larger);
            lines = Arrays.copyOf(lines, larger);
        }

        private double number(String text, long line, int column) {
            double value = Numbers.parse(text);
            if (Double.isNaN(value)) {
                throw notANumber(text, line, column);
            }
            return value;
        }

        private DataException notANumber(String text, long line, int column) {
            String fault = text.isEmpty() ? "the value is missing" : "'%s' is not a number".formatted(text);
            if (Numbers.isNotFinite(text)) {
                fault = "'%s' is not a finite number".formatted(text);
            }
            boolean mayBeHeader = line == firstLine && layout.names().isEmpty();
            return new DataException("%s: %s%s"
                    .formatted(
                            where(line, column),
                            fault,
                            mayBeHeader
                                    ? "; if this line holds the names of the columns, say header: yes, if it is neither names nor data, header: skip"
                                    : ""));
        }

        private DataException ragged(int found, long line) {
            String expectation = "%s, line %d: %d %s, but line %d has %d"
                    .formatted(file, line, found, found == 1 ? "field" : "fields", firstLine, layout.width());
            boolean firstMayBeOdd = count <= 1 && format.header() != CsvFormat.Header.SKIP;
            return new DataException(
                    firstMayBeOdd
                            ? expectation
                                    + "; if line %d is neither data nor names, say header: skip".formatted(firstLine)
                            : expectation);
        }

        private String where(long line, int column) {
            String place = "%s, line %d, column %d".formatted(file, line, column + 1);
            return layout.names().isEmpty()
                    ? place
                    : "%s (%s)".formatted(place, layout.names().get(column));
        }

        CsvTable table() {
            return new CsvTable(
                    file,
                    layout.features(),
                    name(layout.names(), layout.labelColumn()),
                    layout.labelColumn(),
                    Arrays.copyOf(features, count * layout.features().size()),
                    Arrays.copyOf(labels, count),
                    Arrays.copyOf(lines, count));
        }
    }
}
