package dev.trackside.plugin.report;

import dev.trackside.Checkpoint;
import dev.trackside.Decision;
import dev.trackside.Outcome;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.CurveBuilder;
import dev.trackside.plugin.report.run.RunData;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;

/** Runs that nobody trained, made to be looked at. */
public final class SampleRuns {

    private static final Instant BEGAN = Instant.parse("2026-01-02T03:04:05Z");
    private static final int STEPS = 45;

    private SampleRuns() {}

    /** A run with all that a page can show. */
    public static RunData digits(String id, int epochs, double rate) {
        List<Curve> curves = new ArrayList<>();
        curves.add(curve("loss", epochs, epoch -> 2.1 * Math.exp(-epoch * rate) + 0.01));
        curves.add(curve("val_loss", epochs, epoch -> 1.9 * Math.exp(-epoch * rate) + 0.1 + epoch * 0.002));
        curves.add(curve("accuracy", epochs, epoch -> 1 - 0.7 * Math.exp(-epoch * rate)));
        curves.add(curve("val_accuracy", epochs, epoch -> 0.97 - 0.65 * Math.exp(-epoch * rate)));
        curves.add(curve("val_f1", epochs, epoch -> 0.96 - 0.6 * Math.exp(-epoch * rate)));
        curves.add(curve("epoch_seconds", epochs, epoch -> 0.05 + (epoch == 0 ? 0.2 : 0.01 * (epoch % 3))));
        curves.add(batches("lr", epochs, step -> 0.002 * Math.cos(step * Math.PI / 2 / (epochs * STEPS))));
        curves.add(batches("grad_norm", epochs, step -> 3 / Math.sqrt(1 + step) + 0.1 * Math.sin(step * 1.7)));
        curves.add(curve("heap_used", epochs, epoch -> 6.1e7 + 1e6 * epoch));
        List<RunData.Decided> decisions = new ArrayList<>();
        int steps = epochs * STEPS;
        decisions.add(new RunData.Decided(scheduled(0), scheduled(steps - 1), steps, 0));
        int last = epochs - 1;
        decisions.add(decision(
                "reduce-lr", Decision.Kind.LEARNING_RATE, "val_loss stale for 3 epochs", last / 2, last / 2 + 1.0));
        decisions.add(decision("early-stopping", Decision.Kind.STOP, "val_loss stale for 5 epochs", last, epochs));
        decisions.add(decision(
                "early-stopping", Decision.Kind.RESTORE, "the weights of epoch " + (epochs - 5), last, epochs));
        return new RunData(
                id,
                "digits",
                "mlp",
                "runs/" + id,
                "42",
                1,
                BEGAN,
                Duration.ofMillis(1234),
                Optional.of(Outcome.STOPPED),
                "",
                Optional.of("early-stopping: val_loss stale for 5 epochs"),
                epochs,
                (long) epochs * STEPS,
                curves,
                List.of(),
                new LinkedHashMap<>(Map.of("run.epochs", "50", "optimizer.lr", Double.toString(rate), "engine", "mlp")),
                new LinkedHashMap<>(Map.of("java", "17.0.15", "os", "Linux 6.1 amd64", "processors", "2")),
                List.of(
                        callback("early-stopping", "DECIDE", 17, Duration.ofNanos(210_000), 0.0002, Optional.empty()),
                        callback("checkpoint", "PERSIST", 34, Duration.ofMillis(41), 0.033, Optional.empty()),
                        callback(
                                "notify",
                                "REPORT",
                                3,
                                Duration.ofMillis(2),
                                0.0016,
                                Optional.of("java.net.ConnectException: refused"))),
                decisions,
                List.of(new Checkpoint(
                        "best",
                        "runs/" + id + "/checkpoints/best",
                        "checkpoint",
                        "OnEpochEnd",
                        epochs - 5,
                        (long) STEPS * (epochs - 5),
                        Map.of("val_loss", 0.1103),
                        BEGAN.plusSeconds(1))),
                List.of(
                        new RunData.File(
                                "confusion-matrix",
                                true,
                                "runs/" + id + "/confusion-matrix.csv",
                                "classification-metrics",
                                Optional.of(confusion(10))),
                        new RunData.File("metrics.csv", false, "runs/" + id + "/metrics.csv", "csv", Optional.empty())),
                List.of());
    }

    /** A run with these curves and nothing else. */
    public static RunData bare(String id, int epochs, List<Curve> curves) {
        return run(id, epochs, curves, List.of(), List.of());
    }

    /** A run with a loss and these decisions. */
    public static RunData decided(String id, int epochs, List<RunData.Decided> decisions) {
        return run(id, epochs, List.of(curve("loss", epochs, epoch -> 1.0 / (1 + epoch))), decisions, List.of());
    }

    private static RunData run(
            String id, int epochs, List<Curve> curves, List<RunData.Decided> decisions, List<RunData.File> artifacts) {
        return new RunData(
                id,
                id,
                "loop",
                "runs/" + id,
                "",
                1,
                BEGAN,
                Duration.ofSeconds(epochs),
                Optional.empty(),
                "running",
                Optional.empty(),
                epochs,
                epochs,
                curves,
                List.of(),
                Map.of(),
                Map.of(),
                List.of(),
                decisions,
                List.of(),
                artifacts,
                List.of());
    }

    /** A metric at the ends of epochs. */
    public static Curve curve(String metric, int epochs, IntToDoubleFunction value) {
        CurveBuilder curve = new CurveBuilder();
        for (int epoch = 0; epoch < epochs; epoch++) {
            curve.add(epoch + 1, value.applyAsDouble(epoch));
        }
        return curve.build(metric, 1200);
    }

    private static Curve batches(String metric, int epochs, IntToDoubleFunction value) {
        CurveBuilder curve = new CurveBuilder();
        for (int step = 0; step < epochs * STEPS; step++) {
            curve.add((step + 1) / (double) STEPS, value.applyAsDouble(step));
        }
        return curve.build(metric, 1200);
    }

    /** A decision at a position. */
    public static RunData.Decided decision(
            String callback, Decision.Kind kind, String reason, int epoch, double position) {
        return RunData.Decided.once(made(callback, kind, reason, epoch, Math.round(position * STEPS)), position);
    }

    private static Decision scheduled(int step) {
        return made("lr-schedule", Decision.Kind.LEARNING_RATE, "cosine, step " + step, step / STEPS, step);
    }

    private static Decision made(String callback, Decision.Kind kind, String reason, int epoch, long step) {
        return new Decision(
                callback,
                kind,
                reason,
                Optional.empty(),
                "OnEpochEnd",
                epoch,
                step,
                Decision.Effect.TAKEN,
                Map.of("val_loss", 0.1103),
                BEGAN);
    }

    private static RunData.Callback callback(
            String id, String phase, long calls, Duration time, double share, Optional<String> detached) {
        return new RunData.Callback(
                id, "dev.trackside.sample." + id, phase, "class path", calls, 0, detached, time, share);
    }

    /** A run that has handed in this confusion matrix, or one that was not kept. */
    public static RunData confused(Optional<String> csv) {
        RunData.File file = new RunData.File(
                "confusion-matrix", true, "runs/1/confusion-matrix.csv", "classification-metrics", csv);
        return run("confused", 1, List.of(), List.of(), List.of(file));
    }

    /** A confusion matrix. */
    static String confusion(int classes) {
        StringBuilder csv = new StringBuilder("true");
        for (int predicted = 0; predicted < classes; predicted++) {
            csv.append(",predicted_").append(predicted);
        }
        for (int truth = 0; truth < classes; truth++) {
            csv.append("\r\n").append(truth);
            for (int predicted = 0; predicted < classes; predicted++) {
                csv.append(',')
                        .append(truth == predicted ? 33 + truth % 4 : (truth * 7 + predicted * 3) % 11 == 0 ? 2 : 0);
            }
        }
        return csv.append("\r\n").toString();
    }
}
