package dev.trackside.engine.xgboost;

import dev.trackside.spi.TrainingLoop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import ml.dmlc.xgboost4j.java.DMatrix;

/**
 * The metrics of one matrix, for training or validation: those of XGBoost by their own names, and beside them those that every engine
 * has, so that a callback need not know which engine trains.
 */
final class Scores {

    static final String VALIDATION_PREFIX = "val_";

    private final DMatrix matrix;
    private final int rows;
    private final List<Score> scores = new ArrayList<>();

    /**
     * Makes the metrics of a matrix.
     *
     * @param prefix before all names
     * @param matrix what to compute them on
     * @param metrics XGBoost's names, that of the objective first
     */
    Scores(String prefix, DMatrix matrix, List<String> metrics) {
        this.matrix = matrix;
        this.rows = Math.toIntExact(XgboostFault.call("read the data", matrix::rowNum));
        Map<String, Score> byName = new LinkedHashMap<>();
        add(byName, prefix + "loss", metrics.get(0), DoubleUnaryOperator.identity());
        for (String metric : metrics) {
            if (metric.equals("error") || metric.equals("merror")) {
                add(byName, prefix + "accuracy", metric, error -> 1 - error);
            }
        }
        metrics.forEach(metric -> add(byName, prefix + metric, metric, DoubleUnaryOperator.identity()));
        if (metrics.contains("rmse")) {
            double variance = variance(XgboostFault.call("read the labels", matrix::getLabel));
            add(byName, prefix + "r2", "rmse", error -> 1 - error * error / variance);
        }
        scores.addAll(byName.values());
    }

    private static void add(Map<String, Score> byName, String name, String metric, DoubleUnaryOperator form) {
        byName.putIfAbsent(name, new Score(name, metric, form));
    }

    private static double variance(float[] labels) {
        double mean = 0;
        for (float label : labels) {
            mean += label / labels.length;
        }
        double squares = 0;
        for (float label : labels) {
            squares += (label - mean) * (label - mean);
        }
        return squares / labels.length;
    }

    DMatrix matrix() {
        return matrix;
    }

    /** Number of rows. */
    int rows() {
        return rows;
    }

    /** Names of the metrics, the loss first. */
    List<String> names() {
        return scores.stream().map(score -> score.name).toList();
    }

    /** Finds the slots of the metrics before training. */
    void join(TrainingLoop loop) {
        scores.forEach(score -> score.slot = loop.slot(score.name));
    }

    /** Records the metrics that somebody takes. XGBoost computes all of a matrix or none. */
    void record(TrainingLoop loop, Model model) {
        if (scores.stream().noneMatch(score -> loop.wants(score.slot))) {
            return;
        }
        Map<String, Double> values = EvaluationText.parse(model.evaluate(matrix));
        for (Score score : scores) {
            if (!loop.wants(score.slot)) {
                continue;
            }
            Double value = values.get(score.metric);
            if (value == null) {
                throw new IllegalStateException("XGBoost has not given %s but %s".formatted(score.metric, values));
            }
            loop.record(score.slot, score.form.applyAsDouble(value));
        }
    }

    /** A metric of the run. */
    private static final class Score {

        private final String name;
        private final String metric;
        private final DoubleUnaryOperator form;
        private int slot;

        Score(String name, String metric, DoubleUnaryOperator form) {
            this.name = name;
            this.metric = metric;
            this.form = form;
        }
    }
}
