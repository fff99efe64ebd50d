package dev.trackside.bench.whole;

import dev.trackside.OnValidationBatchEnd;
import dev.trackside.OnValidationEnd;
import dev.trackside.Predictions;
import java.util.Arrays;

/** Which class was taken for which, and the mean F1 of the classes after each validation. */
final class Confusion {

    static final int CLASSES = 10;

    private final int[] counts = new int[CLASSES * CLASSES]; // truth by prediction
    private double scores;

    @OnValidationBatchEnd
    void batchEnded(Predictions predictions) {
        for (int example = 0; example < predictions.size(); example++) {
            int best = 0;
            for (int i = 1; i < predictions.width(); i++) {
                if (predictions.output(example, i) > predictions.output(example, best)) {
                    best = i;
                }
            }
            counts[((int) predictions.label(example)) * CLASSES + best]++;
        }
    }

    @OnValidationEnd
    void validationEnded() {
        double sum = 0;
        for (int one = 0; one < CLASSES; one++) {
            int truths = 0;
            int guesses = 0;
            for (int other = 0; other < CLASSES; other++) {
                truths += counts[one * CLASSES + other];
                guesses += counts[other * CLASSES + one];
            }
            sum += truths + guesses == 0 ? 0 : 2.0 * counts[one * CLASSES + one] / (truths + guesses);
        }
        scores += sum / CLASSES;
        Arrays.fill(counts, 0);
    }

    @Override
    public String toString() {
        return "sum of F1 %s".formatted(scores);
    }
}
