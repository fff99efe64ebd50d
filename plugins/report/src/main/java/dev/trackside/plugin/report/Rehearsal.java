package dev.trackside.plugin.report;

import dev.trackside.TracksideException;
import dev.trackside.plugin.report.page.ReportPage;
import dev.trackside.plugin.report.plot.Plot;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.RunData;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a report of nothing on a thread of its own while the training goes on, so that the classes and templates are there when a short run has ended: the first
 * page of a program takes twice as long as the second.
 */
final class Rehearsal {

    private final FutureTask<@Nullable Void> task;

    private Rehearsal(FutureTask<@Nullable Void> task) {
        this.task = task;
    }

    /** None: there is nothing to wait for. */
    static Rehearsal none() {
        FutureTask<@Nullable Void> task = new FutureTask<>(() -> {}, null);
        task.run();
        return new Rehearsal(task);
    }

    /**
     * Begins one.
     *
     * @param plots which pictures there will be
     */
    static Rehearsal begin(Plots plots) {
        FutureTask<@Nullable Void> task = new FutureTask<>(() -> {
            play(plots);
            return null;
        });
        Thread thread = new Thread(task, "trackside-report-rehearsal");
        thread.setDaemon(true);
        thread.start();
        return new Rehearsal(task);
    }

    /**
     * Waits until it is over.
     *
     * @throws TracksideException if it failed, as the report itself would
     */
    void await() {
        try {
            task.get();
        } catch (ExecutionException fault) {
            throw new TracksideException("a report cannot be made: " + fault.getCause(), fault.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new TracksideException("interrupted while the report was made", interrupted);
        }
    }

    private static void play(Plots plots) throws IOException {
        List<Curve> curves = Stream.of("loss", "val_loss", "accuracy", "lr", "epoch_seconds")
                .map(metric -> Curve.of(metric, new double[] {1, 2}, new double[] {2, 1}))
                .toList();
        RunData nothing = new RunData(
                "",
                "",
                "",
                "",
                "",
                1,
                Instant.EPOCH,
                Duration.ZERO,
                Optional.empty(),
                "",
                Optional.empty(),
                2,
                2,
                curves,
                List.of(),
                Map.of("", ""),
                Map.of("", ""),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of());
        ReportPage page = ReportPage.of(List.of(nothing));
        page.write(OutputStream.nullOutputStream());
        if (plots != Plots.NONE) {
            for (Plot plot : page.plots("accuracy").values()) {
                plot.svg();
            }
        }
    }
}
