package dev.trackside.plugin.metrics;

import dev.trackside.Predictions;
import dev.trackside.TracksideException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** One pass over validation data, as far as the metrics that are wanted need it. */
final class Classification {

    /** Probabilities are kept from 0 and 1 by this much, or one wrong certainty would make the loss infinite; as in scikit-learn. */
    private static final double EPSILON = Math.ulp(1.0);

    private final ConfusionMatrix confusion = new ConfusionMatrix();
    private final TreeMap<Integer, Long> topHits = new TreeMap<>();
    private final boolean keepsScores;
    private final Values truths = new Values();
    private final List<Values> scores = new ArrayList<>(); // one for each output
    private double logLoss;
    private long examples;

    Classification(List<ClassificationMetric> metrics) {
        keepsScores = metrics.stream().anyMatch(metric -> metric.kind() == ClassificationMetric.Kind.ROC_AUC);
        metrics.stream()
                .filter(metric -> metric.kind() == ClassificationMetric.Kind.TOP_ACCURACY)
                .forEach(metric -> topHits.put(metric.number(), 0L));
    }

    ConfusionMatrix confusion() {
        return confusion;
    }

    long examples() {
        return examples;
    }

    void clear() {
        confusion.clear();
        topHits.replaceAll((k, hits) -> 0L);
        truths.clear();
        scores.forEach(Values::clear);
        logLoss = 0;
        examples = 0;
    }

    void add(Predictions batch) {
        for (int example = 0; example < batch.size(); example++) {
            int truth = classOf(batch.label(example), batch.width());
            confusion.add(truth, predicted(batch, example));
            logLoss -= Math.log(Math.max(EPSILON, Math.min(1 - EPSILON, probability(batch, example, truth))));
            int place = topHits.isEmpty() ? 0 : place(batch, example, truth);
            topHits.replaceAll((k, hits) -> place < k ? hits + 1 : hits);
            if (keepsScores) {
                keep(batch, example, truth);
            }
            examples++;
        }
    }

    /** A metric of what was added; empty if it is not defined for that. */
    OptionalDouble value(ClassificationMetric metric) {
        int c = metric.number();
        return switch (metric.kind()) {
            case ACCURACY -> OptionalDouble.of(confusion.accuracy());
            case TOP_ACCURACY -> OptionalDouble.of((double) topHits.getOrDefault(c, 0L) / examples);
            case BALANCED_ACCURACY -> OptionalDouble.of(confusion.balancedAccuracy());
            case PRECISION ->
                OptionalDouble.of(
                        c >= 0 ? confusion.precision(c) : confusion.average(metric.average(), confusion::precision));
            case RECALL ->
                OptionalDouble.of(
                        c >= 0 ? confusion.recall(c) : confusion.average(metric.average(), confusion::recall));
            case F1 -> OptionalDouble.of(c >= 0 ? confusion.f1(c) : confusion.average(metric.average(), confusion::f1));
            case MATTHEWS -> OptionalDouble.of(confusion.matthews());
            case LOG_LOSS -> OptionalDouble.of(logLoss / examples);
            case PERPLEXITY -> OptionalDouble.of(Math.exp(logLoss / examples));
            case ROC_AUC -> rocArea(metric.average());
        };
    }

    private OptionalDouble rocArea(Average average) {
        if (scores.size() <= 2) {
            return area(1, scores.get(scores.size() - 1));
        }
        double sum = 0;
        double weights = 0;
        for (int c = 0; c < scores.size(); c++) {
            OptionalDouble one = area(c, scores.get(c));
            if (one.isEmpty()) {
                return OptionalDouble.empty();
            }
            int of = c;
            double weight = average == Average.WEIGHTED
                    ? Arrays.stream(truths.toArray())
                            .filter(truth -> truth == of)
                            .count()
                    : 1;
            sum += weight * one.getAsDouble();
            weights += weight;
        }
        return OptionalDouble.of(sum / weights);
    }

    private OptionalDouble area(int c, Values ofClass) {
        boolean[] positive = new boolean[truths.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = truths.get(i) == c;
        }
        return RocCurve.area(positive, ofClass.toArray());
    }

    private void keep(Predictions batch, int example, int truth) {
        while (scores.size() < batch.width()) {
            scores.add(new Values());
        }
        truths.add(truth);
        for (int output = 0; output < batch.width(); output++) {
            scores.get(output).add(batch.output(example, output));
        }
    }

    /** A single output is the probability of class 1; above a half it is predicted. Of several outputs the first that is largest is. */
    private static int predicted(Predictions batch, int example) {
        if (batch.width() == 1) {
            return batch.output(example, 0) > 0.5 ? 1 : 0;
        }
        int best = 0;
        for (int output = 1; output < batch.width(); output++) {
            if (batch.output(example, output) > batch.output(example, best)) {
                best = output;
            }
        }
        return best;
    }

    private static double probability(Predictions batch, int example, int truth) {
        if (batch.width() == 1) {
            return truth == 1 ? batch.output(example, 0) : 1 - batch.output(example, 0);
        }
        return batch.output(example, truth);
    }

    /** How many classes come before the true one; of equal scores the later class comes first, as in scikit-learn. */
    private static int place(Predictions batch, int example, int truth) {
        if (batch.width() == 1) {
            return predicted(batch, example) == truth ? 0 : 1;
        }
        double own = batch.output(example, truth);
        int before = 0;
        for (int output = 0; output < batch.width(); output++) {
            double other = batch.output(example, output);
            if (other > own || (other == own && output > truth)) {
                before++;
            }
        }
        return before;
    }

    private static int classOf(double label, int width) {
        int truth = (int) label;
        if (truth != label || truth < 0 || truth >= Math.max(2, width)) {
            throw new TracksideException("""
                    The label %s is no class of %d outputs, so this is no classification. \
                    For targets that are numbers there is regression-metrics.""".formatted(label, width));
        }
        return truth;
    }
}
