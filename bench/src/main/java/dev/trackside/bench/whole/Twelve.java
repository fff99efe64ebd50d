package dev.trackside.bench.whole;

import dev.trackside.run.RunBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Twelve callbacks for one run. A run of Trackside has them attached; a hand-written loop calls their methods itself, so that the work is the
 * same to the letter.
 */
final class Twelve {

    final RunningMeans means = new RunningMeans();
    final LossWindow window = new LossWindow();
    final LossHistogram histogram = new LossHistogram();
    final NanGuard guard = new NanGuard();
    final GradientNorms norms = new GradientNorms();
    final CosineRate cosine;
    final CsvRows rows;
    final LogLines lines = new LogLines();
    final Throughput throughput = new Throughput();
    final Confusion confusion = new Confusion();
    final BestWeights best = new BestWeights();
    final StaleCheck stale = new StaleCheck();

    /**
     * @param learningRate the highest
     * @param epochs of the whole run
     * @param folder where the rows are written to
     */
    Twelve(double learningRate, int epochs, Path folder) {
        cosine = new CosineRate(learningRate, epochs);
        rows = new CsvRows(folder.resolve("rows.csv"));
    }

    private List<Object> all() {
        return List.of(means, window, histogram, guard, norms, cosine, rows, lines, throughput, confusion, best, stale);
    }

    void attachTo(RunBuilder run) {
        all().forEach(run::attach);
    }

    /** Everything that they have found, times aside: equal if the same was done. */
    String findings() {
        return all().stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }
}
