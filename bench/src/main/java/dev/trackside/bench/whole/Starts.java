package dev.trackside.bench.whole;

import dev.trackside.bench.whole.Contest.Comparison;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** What it costs to start and to end a run, which is the same for a short training and a long one: by trainings of one epoch. */
final class Starts {

    private static final int TIMES = 20;

    private final Comparison comparison;
    private final Path folder;

    Starts(Comparison comparison, Path folder) {
        this.comparison = comparison;
        this.folder = folder;
    }

    /** Milliseconds that the run takes longer than the loop by hand; of the first run in a virtual machine, if this is asked first. */
    double once() throws Exception {
        nanos(comparison.reference()); // loads what both use
        double byHand = nanos(comparison.reference());
        return (nanos(comparison.measured()) - byHand) / 1e6;
    }

    /** Says what the first run took, and what later ones take. */
    void print(PrintStream out, double first) throws Exception {
        double[] later = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            later[i] = once();
        }
        out.printf(
                Locale.ROOT,
                "%nTo start and end a run with the twelve, beside its training: %.0f ms the first time in a virtual machine, %.1f ms later.%n",
                first,
                Quartiles.of(later).median());
    }

    private double nanos(Contest.Side side) throws Exception {
        Path own = Files.createTempDirectory(folder, "start");
        Trial trial = side.maker().make(1, own);
        long begin = System.nanoTime();
        trial.train();
        double took = System.nanoTime() - begin;
        if (trial.outcome().isEmpty()) {
            throw new IllegalStateException(side.name() + " has trained nothing");
        }
        return took;
    }
}
