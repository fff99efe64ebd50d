package dev.trackside.bench.whole;

import dev.trackside.Metric;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A row of a CSV file for each tenth batch, written to disk at the end of an epoch. */
final class CsvRows {

    static final int EVERY = 10;

    private final Path file;
    private final StringBuilder rows = new StringBuilder();
    private long written;

    CsvRows(Path file) {
        this.file = file;
    }

    @OnBatchEnd(every = EVERY)
    void batchEnded(int epoch, int batch, @Metric("loss") double loss, @Metric("accuracy") double accuracy) {
        rows.append(epoch).append(',').append(batch).append(',');
        rows.append(loss).append(',').append(accuracy).append('\n');
    }

    @OnEpochEnd
    void epochEnded() {
        byte[] bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
        try {
            Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        written += bytes.length;
        rows.setLength(0);
    }

    @Override
    public String toString() {
        return "%d bytes of rows".formatted(written);
    }
}
