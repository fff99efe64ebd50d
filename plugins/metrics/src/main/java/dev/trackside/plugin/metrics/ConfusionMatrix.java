package dev.trackside.plugin.metrics;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often which class was predicted for which. Classes that are neither true nor predicted anywhere are absent: they are no part of an average. A
 * division by zero is 0, as with scikit-learn's {@code zero_division=0}.
 */
final class ConfusionMatrix {

    private long[][] counts = {};

    void add(int truth, int predicted) {
        int needed = Math.max(truth, predicted) + 1;
        if (needed > counts.length) {
            int before = counts.length;
            counts = Arrays.copyOf(counts, needed);
            for (int i = 0; i < needed; i++) {
                counts[i] = i < before ? Arrays.copyOf(counts[i], needed) : new long[needed];
            }
        }
        counts[truth][predicted]++;
    }

    void clear() {
        for (long[] row : counts) {
            Arrays.fill(row, 0);
        }
    }

    int classes() {
        return counts.length;
    }

    long count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    double accuracy() {
        return ratio(correct(), total());
    }

    /** The mean recall of the classes that are true somewhere. */
    double balancedAccuracy() {
        return present()
                .filter(c -> truths(c) > 0)
                .mapToDouble(this::recall)
                .average()
                .orElse(0);
    }

    double precision(int c) {
        return c < counts.length ? ratio(hits(c), predictions(c)) : 0;
    }

    double recall(int c) {
        return c < counts.length ? ratio(hits(c), truths(c)) : 0;
    }

    double f1(int c) {
        return c < counts.length ? ratio(2 * hits(c), truths(c) + predictions(c)) : 0;
    }

    /**
     * An average over the classes that are there.
     *
     * @param average how; over the counts of all classes precision, recall and F1 are the accuracy, since each example has one class
     * @param ofClass the value of a class
     */
    double average(Average average, IntToDoubleFunction ofClass) {
        return switch (average) {
            case MICRO -> accuracy();
            case MACRO -> present().mapToDouble(ofClass).average().orElse(0);
            case WEIGHTED ->
                ratio(
                        present()
                                .mapToDouble(c -> truths(c) * ofClass.applyAsDouble(c))
                                .sum(),
                        total());
        };
    }

    /** Matthews' coefficient for several classes (Gorodkin, 2004); 0 where only one class is true or predicted. */
    double matthews() {
        double total = total();
        double together = 0;
        double truthSquares = 0;
        double predictionSquares = 0;
        for (int c = 0; c < counts.length; c++) {
            together += truths(c) * predictions(c);
            truthSquares += truths(c) * truths(c);
            predictionSquares += predictions(c) * predictions(c);
        }
        double covariance = correct() * total - together;
        return ratio(covariance, Math.sqrt((total * total - predictionSquares) * (total * total - truthSquares)));
    }

    private IntStream present() {
        return IntStream.range(0, counts.length).filter(c -> truths(c) + predictions(c) > 0);
    }

    private double hits(int c) {
        return (double) counts[c][c];
    }

    private double truths(int c) {
        return (double) Arrays.stream(counts[c]).sum();
    }

    private double predictions(int c) {
        return (double) Arrays.stream(counts).mapToLong(row -> row[c]).sum();
    }

    private double correct() {
        return IntStream.range(0, counts.length).mapToDouble(this::hits).sum();
    }

    private double total() {
        return (double) Arrays.stream(counts).flatMapToLong(Arrays::stream).sum();
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
