package dev.trackside.bench.reporters;

import dev.trackside.bench.reporters.TrainProcess.Took;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Measures what the callbacks of phase REPORT cost a whole run, each run in a JVM of its own: with all of them, with each alone and with none, in turns, and
 * each round in the opposite order.
 */
public final class Reporters {

    private static final String NONE = "none";
    private static final String ALL = "all";

    /** The share of a run that all reporters may cost. */
    private static final double GOAL = 0.02;

    private final TrainProcess command;
    private final Path config;
    private final List<String> reporters;
    private final boolean alone;
    private boolean missed;

    private Reporters(TrainProcess command, Path config, List<String> reporters, boolean alone) {
        this.command = command;
        this.config = config;
        this.reporters = reporters;
        this.alone = alone;
    }

    /**
     * Measures.
     *
     * @param args the launcher, the file of the run, rounds of the run as it is, rounds of the long one, the layers of its network, its epochs, and
     *     whether each reporter is measured alone, too
     * @throws IOException if the command cannot be started, or fails
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        TrainProcess command = new TrainProcess(Path.of(args[0]));
        Path config = Path.of(args[1]);
        Reporters bench = new Reporters(command, config, command.reporters(config), Boolean.parseBoolean(args[6]));
        System.out.printf("Reporters: %s%n", String.join(", ", bench.reporters));
        bench.measure("The run as it is, the JVM cold", Integer.parseInt(args[2]), List.of());
        bench.measure(
                "Layers %s, %s epochs, no early stopping".formatted(args[4], args[5]),
                Integer.parseInt(args[3]),
                List.of(
                        "--epochs",
                        args[5],
                        "--set",
                        "model.layers=" + args[4],
                        "--set",
                        "early-stopping.enabled=false"));
        System.exit(bench.missed ? 1 : 0);
    }

    private void measure(String title, int rounds, List<String> arguments) throws IOException, InterruptedException {
        if (rounds == 0) {
            return;
        }
        List<String> variants = new ArrayList<>(List.of(NONE, ALL));
        if (alone) {
            variants.addAll(reporters);
        }
        Map<String, List<Took>> results = new LinkedHashMap<>();
        command.train(config, arguments(ALL, arguments)); // the launcher may have an archive of classes to make
        for (int round = 0; round < rounds; round++) {
            List<String> order = new ArrayList<>(variants);
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            for (String variant : order) {
                results.computeIfAbsent(variant, key -> new ArrayList<>())
                        .add(command.train(config, arguments(variant, arguments)));
            }
            System.err.printf("reporters: %s, round %d of %d%n", title, round + 1, rounds);
        }
        print(title, rounds, variants, results);
    }

    private List<String> arguments(String variant, List<String> others) {
        List<String> arguments = new ArrayList<>(others);
        for (String reporter : reporters) {
            if (!variant.equals(ALL) && !variant.equals(reporter)) {
                arguments.addAll(List.of("--set", reporter + ".enabled=false"));
            }
        }
        return arguments;
    }

    private void print(String title, int rounds, List<String> variants, Map<String, List<Took>> results) {
        List<Took> none = results.getOrDefault(NONE, List.of());
        System.out.printf(
                Locale.ROOT,
                "%n%s: %d rounds; without reporters the training takes %.3f s, the process %.3f s, %.3f s on processors%n",
                title,
                rounds,
                median(none, Took::training),
                median(none, Took::process),
                median(none, Took::processor));
        System.out.printf(
                "%-14s %-34s %-10s %-34s %-34s%n",
                "reporters", "training, by the clock", "lowest", "process, by the clock", "process, on processors");
        for (String variant : variants) {
            if (!variant.equals(NONE)) {
                List<Took> some = results.getOrDefault(variant, List.of());
                System.out.printf(
                        "%-14s %-34s %-10s %-34s %-34s%n",
                        variant,
                        Share.of(some, none, Took::training),
                        String.format(Locale.ROOT, "%+.1f %%", 100 * Share.ofLowest(some, none, Took::training)),
                        Share.of(some, none, Took::process),
                        Share.of(some, none, Took::processor));
            }
        }
        double share = Share.ofLowest(results.getOrDefault(ALL, List.of()), none, Took::training);
        boolean ok = share <= GOAL;
        missed |= !ok;
        System.out.printf(
                Locale.ROOT,
                "goal: all reporters make the training at most %.0f %% longer, by the lowest: %+.1f %%  %s%n",
                100 * GOAL,
                100 * share,
                ok ? "ok" : "short");
    }

    private static double median(List<Took> runs, ToDoubleFunction<Took> figure) {
        double[] sorted = runs.stream().mapToDouble(figure).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    /** How much more runs take than others, as a share of these: median and quartiles of the pairs, one a round. */
    private record Share(double lower, double median, double upper) {

        static Share of(List<Took> some, List<Took> others, ToDoubleFunction<Took> figure) {
            double[] shares = new double[some.size()];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = figure.applyAsDouble(some.get(i)) / figure.applyAsDouble(others.get(i)) - 1;
            }
            Arrays.sort(shares);
            return new Share(
                    shares[shares.length / 4],
                    shares[shares.length / 2],
                    shares[shares.length - 1 - shares.length / 4]);
        }

        /** The lowest of the ones beside the lowest of the others: other work on the machine only ever adds. */
        static double ofLowest(List<Took> some, List<Took> others, ToDoubleFunction<Took> figure) {
            double least = some.stream().mapToDouble(figure).min().orElseThrow();
            return least / others.stream().mapToDouble(figure).min().orElseThrow() - 1;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%+.1f %% [%+.1f, %+.1f]", 100 * median, 100 * lower, 100 * upper);
        }
    }
}
