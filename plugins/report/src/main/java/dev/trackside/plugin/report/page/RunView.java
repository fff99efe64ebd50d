package dev.trackside.plugin.report.page;

import dev.trackside.Checkpoint;
import dev.trackside.plugin.report.chart.ChartPlan;
import dev.trackside.plugin.report.run.Curve;
import dev.trackside.plugin.report.run.RunData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page tells of one run below the curves.
 *
 * @param prefix what its ids begin with
 * @param heading its name; empty if it is the only one
 * @param h the element of its headings
 * @param color the color of its curves
 * @param outcome how it ended
 * @param outcomeClass how that is shown
 * @param reason why; may be empty
 * @param metrics its metrics in figures
 * @param failures what failed
 * @param confusion its confusion matrices
 * @param decisions what was decided
 * @param undecided whether nothing was
 * @param callbacks what took part
 * @param tables options, environment, checkpoints, artifacts, as far as there are any
 */
record RunView(
        String prefix,
        String heading,
        String h,
        int color,
        String outcome,
        String outcomeClass,
        String reason,
        Optional<Lines<MetricLine>> metrics,
        Optional<Lines<String>> failures,
        List<ConfusionTable> confusion,
        List<DecisionList.Row> decisions,
        boolean undecided,
        Optional<Callbacks> callbacks,
        List<TableView> tables) {

    /**
     * Something that has a section only if there is any.
     *
     * @param lines what there is
     */
    record Lines<T>(List<T> lines) {

        static <T> Optional<Lines<T>> of(List<T> lines) {
            return lines.isEmpty() ? Optional.empty() : Optional.of(new Lines<>(lines));
        }
    }

    /**
     * What took part in the run.
     *
     * @param summary all in a sentence
     * @param lines each
     */
    record Callbacks(String summary, List<CallbackLine> lines) {}

    /**
     * A callback.
     *
     * @param id its id
     * @param type its class
     * @param phase its phase
     * @param calls how often it was called
     * @param time what that took
     * @param share the same as a share of the run
     * @param origin where it came from
     * @param remarks what else is to be said
     */
    record CallbackLine(
            String id,
            String type,
            String phase,
            String calls,
            String time,
            String share,
            String origin,
            String remarks) {}

    static RunView of(RunData run, String prefix, String heading, int color, DecisionList decisions) {
        return new RunView(
                prefix,
                heading,
                heading.isEmpty() ? "h2" : "h3",
                color,
                Words.outcome(run),
                Words.outcomeClass(run.outcome()),
                run.reason().orElse(""),
                Lines.of(run.curves().stream()
                        .filter(ChartPlan::hasFigures)
                        .map(MetricLine::of)
                        .toList()),
                Lines.of(run.failures()),
                ConfusionTable.of(run, prefix),
                decisions.rows(),
                decisions.rows().isEmpty(),
                callbacks(run),
                tables(run, prefix));
    }

    private static Optional<Callbacks> callbacks(RunData run) {
        if (run.callbacks().isEmpty()) {
            return Optional.empty();
        }
        Duration time = Duration.ZERO;
        double share = 0;
        List<CallbackLine> lines = new ArrayList<>();
        for (RunData.Callback callback : run.callbacks()) {
            time = time.plus(callback.time());
            share += callback.share();
            List<String> remarks = new ArrayList<>();
            callback.detached().ifPresent(why -> remarks.add("detached: " + why));
            if (callback.dropped() > 0) {
                remarks.add(Words.count(callback.dropped()) + " calls dropped");
            }
            lines.add(new CallbackLine(
                    callback.id(),
                    callback.type(),
                    callback.phase(),
                    Words.count(callback.calls()),
                    Words.duration(callback.time()),
                    Words.share(callback.share()),
                    callback.origin(),
                    String.join("; ", remarks)));
        }
        String summary = "All together took %s, %s of the run, measured before this page was made."
                .formatted(Words.duration(time), Words.share(share));
        return Optional.of(new Callbacks(summary, lines));
    }

    private static List<TableView> tables(RunData run, String prefix) {
        List<TableView> tables = new ArrayList<>();
        if (!run.parameters().isEmpty()) {
            tables.add(TableView.of(prefix + "-options", "Options", "Option", run.parameters()));
        }
        if (!run.checkpoints().isEmpty()) {
            tables.add(new TableView(
                    prefix + "-checkpoints",
                    "Checkpoints",
                    List.of("Name", "Times saved", "Epoch", "Step", "By", "When", "Metrics", "Where"),
                    checkpoints(run.checkpoints())));
        }
        if (!run.artifacts().isEmpty()) {
            tables.add(new TableView(
                    prefix + "-artifacts",
                    "Artifacts",
                    List.of("Name", "Kind", "By", "Where"),
                    run.artifacts().stream()
                            .map(file -> new TableView.Row(
                                    file.name(),
                                    List.of(file.table() ? "table" : "file", file.callback(), file.file())))
                            .toList()));
        }
        if (!run.environment().isEmpty()) {
            tables.add(TableView.of(prefix + "-environment", "Environment", "What", run.environment()));
        }
        return tables;
    }

    /** The newest of each name, which has taken the place of those before. */
    private static List<TableView.Row> checkpoints(List<Checkpoint> all) {
        Map<String, Checkpoint> newest = new LinkedHashMap<>();
        Map<String, Integer> saved = new HashMap<>();
        for (Checkpoint checkpoint : all) {
            newest.put(checkpoint.name(), checkpoint);
            saved.merge(checkpoint.name(), 1, Integer::sum);
        }
        return newest.values().stream()
                .map(checkpoint -> row(checkpoint, saved.getOrDefault(checkpoint.name(), 1)))
                .toList();
    }

    private static TableView.Row row(Checkpoint checkpoint, int saved) {
        return new TableView.Row(
                checkpoint.name(),
                List.of(
                        Words.count(saved),
                        checkpoint.epoch() < 0 ? "" : Integer.toString(checkpoint.epoch() + 1),
                        Words.count(checkpoint.step()),
                        checkpoint.requestedBy(),
                        Words.time(checkpoint.time()),
                        Words.metrics(checkpoint.metrics()),
                        checkpoint.location()));
    }

    /** The curve of the metric that says most about the run: a validation before a training, loss before accuracy. */
    static List<Curve> figures(RunData run) {
        List<Curve> figures = new ArrayList<>();
        for (String base : List.of("loss", "accuracy")) {
            run.curve("val_" + base)
                    .or(() -> run.curve(base))
                    .filter(curve -> !curve.isBlank())
                    .ifPresent(figures::add);
        }
        if (figures.isEmpty()) {
            run.curves().stream()
                    .filter(curve ->
                            ChartPlan.hasFigures(curve) && Best.of(curve).isPresent())
                    .limit(2)
                    .forEach(figures::add);
        }
        return figures;
    }
}
