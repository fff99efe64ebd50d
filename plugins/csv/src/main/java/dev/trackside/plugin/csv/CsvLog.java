package dev.trackside.plugin.csv;

import dev.trackside.Batch;
import dev.trackside.Checkpoint;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Epoch;
import dev.trackside.MetricChoice;
import dev.trackside.Metrics;
import dev.trackside.OnBatchEnd;
import dev.trackside.OnEpochEnd;
import dev.trackside.OnResume;
import dev.trackside.OnTrainBegin;
import dev.trackside.OnTrainEnd;
import dev.trackside.Option;
import dev.trackside.Plugin;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.TracksideException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics as CSV into the folder of the run: a row an epoch to {@code metrics.csv}, and if wanted a row every so many batches to
 * {@code batches.csv}.
 *
 * <pre>
 * epoch,step,time,seconds,loss,val_loss
 * 1,45,2026-01-01T00:00:00.081Z,0.081,0.512,0.2977
 * </pre>
 *
 * <p>Values read back as the very same doubles; NaN is {@code NaN}, an absent value an empty cell. A metric that comes late gets a column then. After a
 * resume the file goes on, without the rows that were given up.
 *
 * @since 0.1
 */
@Plugin("csv")
public final class CsvLog implements AutoCloseable {

    /** Epochs from one row to the next; 0 for no rows of epochs. */
    @Option(min = 0)
    int everyEpochs = 1;

    /** Batches from one row to the next, counted within each epoch; 0 for no rows of batches. */
    @Option(min = 0)
    int everyBatches = 0;

    /** The file of the epochs, in the folder of the run. */
    @Option
    String file = "metrics.csv";

    /** The file of the batches, in the folder of the run. */
    @Option
    String batchFile = "batches.csv";

    /** Metrics to write, by name and in this order; if none is named all. */
    @Option
    List<String> metrics = List.of();

    private final Disk disk;
    private MetricChoice choice = MetricChoice.of(List.of());
    private @Nullable RowFile epochs;
    private @Nullable RowFile batches;
    private long begin;

    /** For the runtime, which creates plugins; create one to attach it by hand. */
    public CsvLog() {
        this(Files::newByteChannel);
    }

    CsvLog(Disk disk) {
        this.disk = disk;
    }

    @OnTrainBegin
    void trainingBegins(RunFiles files, Clock clock) {
        choice = MetricChoice.of(metrics);
        begin = clock.nanoTime();
        if (everyEpochs > 0) {
            epochs = new RowFile(
                    in(files.folder(), file), List.of("epoch", "step", "time", "seconds"), 1, metrics, disk);
        }
        if (everyBatches > 0) {
            batches = new RowFile(
                    in(files.folder(), batchFile),
                    List.of("epoch", "batch", "step", "time", "seconds"),
                    2,
                    metrics,
                    disk);
        }
    }

    @OnResume
    void resumed(Checkpoint from) {
        for (RowFile rows : files()) {
            writing(rows, () -> rows.dropAfter(from.step()));
        }
    }

    // The periods are options, so they cannot be members of the annotations.
    @OnBatchEnd
    void batchEnds(Batch batch, Metrics values, Clock clock) {
        RowFile rows = batches;
        if (rows != null && batch.number() % everyBatches == 0) {
            List<String> position = List.of(
                    Integer.toString(batch.epoch() + 1),
                    Integer.toString(batch.number()),
                    Long.toString(batch.steps()),
                    clock.now().toString(),
                    seconds(clock));
            writing(rows, () -> rows.append(position, chosen(values)));
        }
    }

    @OnEpochEnd
    void epochEnds(Epoch epoch, long step, Metrics values, Clock clock) {
        RowFile rows = epochs;
        if (rows != null && epoch.number() % everyEpochs == 0) {
            List<String> position = List.of(
                    Integer.toString(epoch.number()),
                    Long.toString(step),
                    clock.now().toString(),
                    seconds(clock));
            writing(rows, () -> rows.append(position, chosen(values)));
        }
    }

    @OnTrainEnd
    void trainingEnds(Run run, RunFiles files, Console console) {
        for (RowFile rows : files()) {
            if (Files.exists(rows.path())) {
                files.artifact(String.valueOf(rows.path().getFileName()), rows.path());
            }
        }
        String complaint = choice.complaint();
        if (!complaint.isEmpty() && run.summary().epochs() > 0) {
            console.line("csv: " + complaint);
        }
    }

    private static Path in(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize()) || file.equals(folder.normalize())) {
            throw new TracksideException(
                    "csv writes into the folder of the run only, and %s is not in it. Give the name of a file, e.g. metrics.csv."
                            .formatted(name));
        }
        return file;
    }

    private String seconds(Clock clock) {
        return Double.toString((clock.nanoTime() - begin) / 1e9);
    }

    private Map<String, Double> chosen(Metrics values) {
        Map<String, Double> chosen = new LinkedHashMap<>();
        for (String name : choice.of(values)) {
            chosen.put(name, values.get(name));
        }
        return chosen;
    }

    private List<RowFile> files() {
        List<RowFile> files = new ArrayList<>(2);
        if (epochs != null) {
            files.add(epochs);
        }
        if (batches != null) {
            files.add(batches);
        }
        return files;
    }

    /** What is done to a file. */
    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }

    private static void writing(RowFile rows, Writing writing) {
        try {
            writing.run();
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "%s cannot be written: %s".formatted(rows.path(), fault.getMessage()), fault);
        }
    }

    @Override
    public void close() throws IOException {
        List<RowFile> open = files();
        epochs = null;
        batches = null;
        IOException fault = null;
        for (RowFile rows : open) {
            try {
                rows.close();
            } catch (IOException one) {
                if (fault == null) {
                    fault = one;
                } else {
                    fault.addSuppressed(one);
                }
            }
        }
        if (fault != null) {
            throw fault;
        }
    }
}
