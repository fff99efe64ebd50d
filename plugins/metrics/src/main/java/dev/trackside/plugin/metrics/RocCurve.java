package dev.trackside.plugin.metrics;

import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The area under the receiver operating characteristic. */
final class RocCurve {

    private RocCurve() {}

    /**
     * The area, by ranks: the chance that a positive example has a higher score than a negative one, ties counting half (Hanley and McNeil, 1982). It
     * equals the area by the trapezoidal rule.
     *
     * @param positive which examples are positive
     * @param scores the score of each
     * @return the area, 0 to 1; empty if all examples are positive or none is
     */
    static OptionalDouble area(boolean[] positive, double[] scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double rankSum = 0;
        long positives = 0;
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                to++;
            }
            if (to == from) {
                return OptionalDouble.empty(); // a score that is no number has no rank
            }
            double rank = (from + 1 + to) / 2.0;
            for (int i = from; i < to; i++) {
                if (positive[order[i]]) {
                    rankSum += rank;
                    positives++;
                }
            }
            from = to;
        }
        long negatives = order.length - positives;
        return positives == 0 || negatives == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of((rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives));
    }
}
