package dev.trackside.plugin.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.trackside.TracksideException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of rows in the order of their positions (RFC 4180, UTF-8, a header line). Each row is handed to the operating system at once, whole or not at
 * all. A metric that comes late gets a column: the file is written anew aside, with empty cells in the rows before, and renamed.
 *
 * <p>A file that is there when the first row comes goes on: rows at or after the position of that row are dropped, since they are of a past that was given up.
 */
final class RowFile implements AutoCloseable {

    private static final Set<Path> IN_USE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final List<String> head;
    private final int keys;
    private final Disk disk;
    private final List<String> columns;
    private final StringWriter text = new StringWriter();
    private final CsvWriter writer = CsvWriter.builder().bufferSize(0).build(text);
    private @Nullable SeekableByteChannel channel;

    /**
     * Takes a file, without touching it yet.
     *
     * @param file the file
     * @param head the columns before those of metrics; {@code step} is among them
     * @param keys how many of them, from the first on, are the position of a row: whole numbers that grow
     * @param metrics metrics that get a column from the beginning
     * @param disk where it is
     * @throws TracksideException if another callback writes this file
     */
    RowFile(Path file, List<String> head, int keys, List<String> metrics, Disk disk) {
        this.file = file;
        this.head = List.copyOf(head);
        this.keys = keys;
        this.disk = disk;
        this.columns = new ArrayList<>(head);
        metrics.stream()
                .map(this::column)
                .filter(column -> !columns.contains(column))
                .forEach(columns::add);
        if (!IN_USE.add(file)) {
            throw new TracksideException(
                    "Another callback writes %s. Give this one a file of its own, by file or batch-file."
                            .formatted(file));
        }
    }

    Path path() {
        return file;
    }

    /** Drops the rows with more steps than a checkpoint: what came after it will come again. */
    void dropAfter(long steps) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        int step = head.indexOf("step");
        open(row -> Long.parseLong(row.getField(step)) <= steps);
        closeChannel(); // where the next row stands is not known yet
    }

    /**
     * Appends a row.
     *
     * @param position the values of the columns of the head
     * @param metrics the metrics by name
     * @throws IOException if it cannot be written; the file then ends with the row before
     */
    void append(List<String> position, Map<String, Double> metrics) throws IOException {
        if (channel == null) {
            open(row -> isBefore(row, position));
        }
        addColumns(metrics.keySet());
        String row = row(position, metrics);
        SeekableByteChannel out = opened();
        write(out, out.size() == 0 ? line(columns) + row : row);
    }

    private void open(Predicate<CsvRecord> keeps) throws IOException {
        closeChannel();
        Path parent = file.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (Files.exists(file)) {
            checkOwn();
            cutHalfLine();
        }
        if (Files.exists(file) && Files.size(file) > 0) {
            for (String column : columnsThere()) {
                if (!columns.contains(column)) {
                    columns.add(column);
                }
            }
            replace(keeps);
        } else {
            channel = disk.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
    }

    private void addColumns(Set<String> metrics) throws IOException {
        int before = columns.size();
        for (String metric : metrics) {
            String column = column(metric);
            if (!columns.contains(column)) {
                columns.add(column);
            }
        }
        if (columns.size() > before && opened().size() > 0) {
            replace(row -> true);
        }
    }

    /** Writes the file anew, with all columns and the rows that stay, aside; then it takes the place of the old one. */
    private void replace(Predicate<CsvRecord> keeps) throws IOException {
        closeChannel();
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        try {
            copy(aside, keeps);
            try {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException unsupported) {
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException | RuntimeException fault) {
            deleteAfter(fault, aside);
            throw fault;
        }
        SeekableByteChannel out = disk.open(file, StandardOpenOption.WRITE);
        channel = out;
        out.position(out.size());
    }

    private void copy(Path aside, Predicate<CsvRecord> keeps) throws IOException {
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file);
                SeekableByteChannel out = disk.open(
                        aside,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            // not Channels.newWriter: what a disk that is nearly full takes in part only would be lost
            Writer writer =
                    new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(out), StandardCharsets.UTF_8));
            List<String> there = List.of();
            for (CsvRecord row : rows) {
                if (there.isEmpty()) {
                    there = row.getFields();
                    writer.write(line(columns));
                } else if (keeps.test(row)) {
                    writer.write(line(moved(row, there)));
                }
            }
            writer.flush();
            if (out instanceof FileChannel forced) {
                forced.force(true);
            }
        } catch (CsvParseException | NumberFormatException damaged) {
            throw foreign(damaged);
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    private List<String> moved(CsvRecord row, List<String> there) {
        List<String> cells = new ArrayList<>(columns.size());
        for (String column : columns) {
            int index = there.indexOf(column);
            cells.add(index < 0 ? "" : row.getField(index));
        }
        return cells;
    }

    private List<String> columnsThere() throws IOException {
        try (CsvReader<CsvRecord> rows = CsvReader.builder().ofCsvRecord(file)) {
            return rows.iterator().next().getFields();
        } catch (CsvParseException damaged) {
            throw foreign(damaged);
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    /** A file of somebody else is left alone. */
    private void checkOwn() throws IOException {
        String start = String.join(",", head) + ",";
        try (InputStream in = Files.newInputStream(file)) {
            String there = new String(in.readNBytes(start.length()), StandardCharsets.UTF_8);
            // what a killed program left may be shorter; without metrics a line end follows
            if (!start.startsWith(there) && !there.equals(String.join(",", head) + "\r")) {
                throw foreign(null);
            }
        }
    }

    private TracksideException foreign(@Nullable Throwable cause) {
        return new TracksideException(
                "%s is there and is no table of this callback, which begins with %s. It stays as it is; name another file by file or batch-file."
                        .formatted(file, String.join(",", head)),
                cause);
    }

    /** A program that was killed may have left a half line. */
    private void cutHalfLine() throws IOException {
        try (FileChannel there = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer one = ByteBuffer.allocate(1);
            long end = there.size();
            while (end > 0) {
                one.clear();
                there.read(one, end - 1);
                if (one.get(0) == '\n') {
                    break;
                }
                end--;
            }
            there.truncate(end);
        }
    }

    private boolean isBefore(CsvRecord row, List<String> position) {
        for (int key = 0; key < keys; key++) {
            int order = Long.compare(Long.parseLong(row.getField(key)), Long.parseLong(position.get(key)));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private String row(List<String> position, Map<String, Double> metrics) {
        List<String> cells = new ArrayList<>(columns.size());
        cells.addAll(position);
        for (int index = head.size(); index < columns.size(); index++) {
            cells.add("");
        }
        for (Map.Entry<String, Double> metric : metrics.entrySet()) {
            cells.set(columns.indexOf(column(metric.getKey())), Double.toString(metric.getValue()));
        }
        return line(cells);
    }

    /** A metric may be called as a column of the head. */
    private String column(String metric) {
        return head.contains(metric) ? "metric_" + metric : metric;
    }

    private String line(List<String> cells) {
        text.getBuffer().setLength(0);
        writer.writeRecord(cells);
        return text.toString();
    }

    private static void write(SeekableByteChannel out, String text) throws IOException {
        long end = out.position();
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException fault) {
            try {
                out.truncate(end); // no half row
            } catch (IOException further) {
                fault.addSuppressed(further);
            }
            throw fault;
        }
    }

    private static void deleteAfter(Exception fault, Path aside) {
        try {
            Files.deleteIfExists(aside);
        } catch (IOException further) {
            fault.addSuppressed(further);
        }
    }

    private SeekableByteChannel opened() {
        if (channel == null) {
            throw new IllegalStateException(file + " is not open");
        }
        return channel;
    }

    private void closeChannel() throws IOException {
        SeekableByteChannel open = channel;
        channel = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() throws IOException {
        IN_USE.remove(file);
        closeChannel();
    }
}
