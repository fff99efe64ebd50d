package dev.trackside.testkit;

import dev.trackside.Artifact;
import dev.trackside.RunFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The folder of a run that a test looks into. Files and tables are really written. Usable from any thread.
 *
 * @since 0.1
 */
public final class FakeRunFiles implements RunFiles {

    /** The callback that artifacts are said to come from. */
    public static final String CALLBACK = "callback";

    private final Path folder;
    private final List<Artifact> artifacts = new ArrayList<>();

    private FakeRunFiles(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /**
     * Uses a folder.
     *
     * @param folder a folder, e.g. JUnit's {@code @TempDir}; created when it is first asked for
     * @return the files of a run
     */
    public static FakeRunFiles in(Path folder) {
        return new FakeRunFiles(folder);
    }

    /**
     * Uses a temporary folder.
     *
     * @return the files of a run, deleted when the virtual machine ends
     */
    public static FakeRunFiles temporary() {
        return new FakeRunFiles(TemporaryFolders.create());
    }

    @Override
    public Path folder() {
        try {
            return Files.createDirectories(folder);
        } catch (IOException fault) {
            throw new UncheckedIOException("the folder of the run cannot be created: " + folder, fault);
        }
    }

    @Override
    public synchronized void artifact(String name, Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException("%s is handed in as %s, but is not there".formatted(file, name));
        }
        artifacts.add(new Artifact(name, Artifact.Kind.FILE, file, CALLBACK));
    }

    @Override
    public synchronized void table(String name, List<String> columns, List<? extends List<?>> rows) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9_.-]*")) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot name a table: use letters, digits, '-', '_' and '.'".formatted(name));
        }
        for (List<?> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException("a row of the table %s has %d values for %d columns: %s"
                        .formatted(name, row.size(), columns.size(), row));
            }
        }
        Path file = folder().resolve(name + ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            write(out, columns);
            for (List<?> row : rows) {
                write(out, row);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("the table %s cannot be written to %s".formatted(name, file), fault);
        }
        artifacts.add(new Artifact(name, Artifact.Kind.TABLE, file, CALLBACK));
    }

    private static void write(BufferedWriter out, List<?> row) throws IOException {
        out.write(row.stream().map(FakeRunFiles::cell).collect(Collectors.joining(",")));
        out.write("\r\n"); // RFC 4180
    }

    private static String cell(Object value) {
        String text = String.valueOf(value);
        return text.matches("(?s).*[,\"\r\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }

    /**
     * What was handed in.
     *
     * @return a copy, in order
     */
    public synchronized List<Artifact> artifacts() {
        return List.copyOf(artifacts);
    }
}
