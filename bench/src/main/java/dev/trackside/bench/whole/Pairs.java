package dev.trackside.bench.whole;

import dev.trackside.bench.whole.Contest.Comparison;
import dev.trackside.bench.whole.Contest.Side;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures the sides of a contest in turns, in one virtual machine, so that whatever else the machine does strikes all alike. */
final class Pairs {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final int rounds;
    private final double seconds;
    private final Path folder;
    private final PrintStream progress;

    /**
     * @param rounds how often each side is measured
     * @param seconds how long one measurement is to take, about
     * @param folder for what the trainings write
     * @param progress takes a note of each round
     */
    Pairs(int rounds, double seconds, Path folder, PrintStream progress) {
        this.rounds = rounds;
        this.seconds = seconds;
        this.folder = folder;
        this.progress = progress;
    }

    /**
     * One measurement.
     *
     * @param wall nanoseconds that the training took
     * @param cpu nanoseconds that its thread was working, collections of garbage aside
     * @param costs what the run says that its callbacks cost
     */
    private record Time(long wall, long cpu, String costs) {}

    /**
     * What came of a comparison.
     *
     * @param comparison which
     * @param batch nanoseconds of a batch at the reference, with its part of all else
     * @param more nanoseconds that a batch takes longer with Trackside
     * @param throughput of Trackside, the reference being 1, by the clock
     * @param cpuThroughput the same by the time that the thread was working
     * @param costs what the last run says that its callbacks cost
     */
    record Result(
            Comparison comparison,
            Quartiles batch,
            Quartiles more,
            Quartiles throughput,
            Quartiles cpuThroughput,
            String costs) {}

    /**
     * What came of a contest.
     *
     * @param contest which
     * @param results of its comparisons
     */
    record Report(Contest contest, List<Result> results) {}

    Report measure(Contest contest) throws Exception {
        List<Side> sides = contest.sides();
        int epochs = warmUp(contest, sides);
        Time[][] times = new Time[sides.size()][rounds];
        for (int round = 0; round < rounds; round++) {
            progress.printf("%s: round %d of %d, %d epochs each%n", contest.name(), round + 1, rounds, epochs);
            for (int i = 0; i < sides.size(); i++) {
                // Each is first in its turn, and there and back again, so that none always follows the same one.
                int turn = round % 2 == 0 ? i : sides.size() - 1 - i;
                int side = (turn + round / 2) % sides.size();
                times[side][round] = time(contest, sides.get(side), epochs);
            }
        }
        long batches = (long) epochs * contest.batchesPerEpoch();
        List<Result> results = contest.comparisons().stream()
                .map(pair -> result(
                        pair, times[sides.indexOf(pair.reference())], times[sides.indexOf(pair.measured())], batches))
                .toList();
        return new Report(contest, results);
    }

    /** Lets the compiler do its work, finds how many epochs fill the time, and makes sure that all sides do the same. */
    private int warmUp(Contest contest, List<Side> sides) throws Exception {
        progress.printf("%s: warming up%n", contest.name());
        int epochs = 1;
        long longest = 0;
        while (longest < 0.7e9 * seconds) {
            epochs = longest == 0
                    ? 2
                    : (int) Math.max(epochs + 1, Math.min(4.0 * epochs, epochs * seconds * 1e9 / longest));
            longest = 0;
            for (Side side : sides) {
                longest =
                        Math.max(longest, time(contest, side, epochs).cpu()); // the clock of a busy machine says little
            }
        }
        Map<Side, String> outcomes = new HashMap<>();
        for (Side side : sides) {
            outcomes.put(side, finished(side, epochs).outcome());
        }
        for (Comparison pair : contest.comparisons()) {
            String expected = outcomes.get(pair.reference());
            String found = outcomes.get(pair.measured());
            if (expected == null || !expected.equals(found)) {
                throw new IllegalStateException("%s: not the same was done.%n%s:%n%s%n%s:%n%s"
                        .formatted(
                                contest.name(),
                                pair.reference().name(),
                                expected,
                                pair.measured().name(),
                                found));
            }
        }
        return epochs;
    }

    private Trial finished(Side side, int epochs) throws Exception {
        Trial trial = side.maker().make(epochs, empty());
        trial.train();
        return trial;
    }

    private Time time(Contest contest, Side side, int epochs) throws Exception {
        Trial trial = side.maker().make(epochs, empty());
        System.gc(); // of what others have left
        long cpu = THREADS.getCurrentThreadCpuTime();
        long wall = System.nanoTime();
        trial.train();
        wall = System.nanoTime() - wall;
        cpu = THREADS.getCurrentThreadCpuTime() - cpu;
        if (trial.outcome().isEmpty()) {
            throw new IllegalStateException(contest.name() + ": " + side.name() + " has trained nothing");
        }
        return new Time(wall, cpu, trial.costs());
    }

    private Path empty() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private static Result result(Comparison pair, Time[] reference, Time[] measured, long batches) {
        return new Result(
                pair,
                each(reference, measured, (before, after) -> 1.0 * before.wall() / batches),
                each(reference, measured, (before, after) -> 1.0 * (after.wall() - before.wall()) / batches),
                each(reference, measured, (before, after) -> 1.0 * before.wall() / after.wall()),
                each(reference, measured, (before, after) -> 1.0 * before.cpu() / after.cpu()),
                measured[measured.length - 1].costs());
    }

    /** Compares two measurements of the same round. */
    private interface Compared {
        double of(Time reference, Time measured);
    }

    private static Quartiles each(Time[] reference, Time[] measured, Compared compared) {
        double[] values = new double[reference.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = compared.of(reference[i], measured[i]);
        }
        return Quartiles.of(values);
    }
}
