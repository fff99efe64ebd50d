package dev.trackside.runtime.core;

import dev.trackside.Artifact;
import dev.trackside.RunFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The folder of the run as one callback gets it: what it hands in is recorded under its id. */
final class CallbackFiles implements RunFiles {

    private final TrainingRun run;
    private final RunFolder folder;
    private final String callback;

    CallbackFiles(TrainingRun run, RunFolder folder, String callback) {
        this.run = run;
        this.folder = folder;
        this.callback = callback;
    }

    @Override
    public Path folder() {
        return folder.create();
    }

    @Override
    public void artifact(String name, Path file) {
        if (!Files.exists(file)) {
            throw new IllegalArgumentException(
                    "%s hands in %s as %s, but there is no such file.".formatted(callback, file, name));
        }
        raise(new Artifact(name, Artifact.Kind.FILE, file, callback));
    }

    @Override
    public void table(String name, List<String> columns, List<? extends List<?>> rows) {
        if (!name.matches("[A-Za-z0-9_.-]+") || name.startsWith(".")) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot name a table: use letters, digits, '-', '_' and '.'.".formatted(name));
        }
        Path file = folder.create().resolve(name + ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            writeRow(out, columns);
            for (List<?> row : rows) {
                if (row.size() != columns.size()) {
                    throw new IllegalArgumentException("a row of the table %s has %d values for %d columns: %s"
                            .formatted(name, row.size(), columns.size(), row));
                }
                writeRow(out, row);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("The table %s cannot be written to %s".formatted(name, file), fault);
        }
        raise(new Artifact(name, Artifact.Kind.TABLE, file, callback));
    }

    private static void writeRow(BufferedWriter out, List<?> row) throws IOException {
        out.write(row.stream().map(CallbackFiles::cell).collect(Collectors.joining(",")));
        out.write("\r\n"); // RFC 4180
    }

    private static String cell(Object value) {
        String text = String.valueOf(value);
        return text.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + text.replace("\"", "\"\"") + '"'
                : text;
    }

    private void raise(Artifact artifact) {
        folder.keep(artifact);
        if (run.thread().isCurrent()) {
            run.raise(EventKind.ARTIFACT.annotation(), artifact);
        } else {
            run.firing().raiseFromOtherThread(EventKind.ARTIFACT.annotation(), artifact);
        }
    }
}
