package dev.trackside.bench.whole;

import dev.trackside.engine.common.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Measures whole runs with twelve callbacks against the same work written by hand, and prints a table. {@code bench/whole-run.sh} builds and starts
 * it.
 */
public final class WholeRun {

    private static final double GOAL = 0.98;

    private WholeRun() {}

    /**
     * Measures and prints.
     *
     * @param arguments {@code --pairs N}, {@code --seconds S}, {@code --only NAME} (part of the name of a training), {@code --data FILE}
     * @throws Exception if a training fails, or two ways of one training did not do the same
     */
    public static void main(String[] arguments) throws Exception {
        int pairs = 15;
        double seconds = 1.5;
        Path data = Path.of("examples/digits/digits.csv.gz");
        Set<String> only = new TreeSet<>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            String value = arguments[i + 1];
            switch (arguments[i]) {
                case "--pairs" -> pairs = Integer.parseInt(value);
                case "--seconds" -> seconds = Double.parseDouble(value);
                case "--data" -> data = Path.of(value);
                case "--only" -> only.add(value.replace('_', ' '));
                default -> throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
        }
        Path folder = Files.createTempDirectory("whole-run");
        Split digits = Digits.read(data);
        Starts starts = new Starts(
                new MlpTraining(digits, 500).contest("start").comparisons().get(1), folder);
        double first = starts.once();
        Pairs measuring = new Pairs(pairs, seconds, folder.resolve("run"), System.err);
        List<Pairs.Report> reports = new ArrayList<>();
        for (Contest contest : contests(digits)) {
            if (only.isEmpty() || only.stream().anyMatch(contest.name()::contains)) {
                reports.add(measuring.measure(contest));
            }
        }
        print(reports, pairs);
        starts.print(System.out, first);
    }

    private static List<Contest> contests(Split digits) {
        return List.of(
                new MlpTraining(digits, 32, 64, 32).contest("mlp, digits.yaml"),
                new MlpTraining(digits, 32, 256, 64).contest("mlp, 1 ms"),
                new MlpTraining(digits, 16, 48).contest("mlp, 100 us"),
                new MlpTraining(digits, 5).contest("mlp, 10 us"),
                new OwnTraining(digits, 32, 200).contest("own loop, 1 ms"),
                new OwnTraining(digits, 16, 32).contest("own loop, 100 us"),
                new OwnTraining(digits, 4, 8).contest("own loop, 10 us"),
                new DjlTraining(digits, 64, 512, 256).contest("djl, large"),
                new DjlTraining(digits, 32, 64, 32).contest("djl, small"));
    }

    private static void print(List<Pairs.Report> reports, int pairs) {
        System.out.printf("Java %s, %d pairs%n%n", System.getProperty("java.vm.version"), pairs);
        System.out.printf(
                Locale.ROOT,
                "%-18s %-18s %-18s %12s %12s   %-24s %-10s %s%n",
                "training",
                "reference",
                "measured",
                "batch, us",
                "more, ns",
                "throughput [quartiles]",
                "by CPU",
                "goal");
        for (Pairs.Report report : reports) {
            for (Pairs.Result result : report.results()) {
                Quartiles throughput = result.throughput();
                System.out.printf(
                        Locale.ROOT,
                        "%-18s %-18s %-18s %12.1f %12.0f   %.3f [%.3f, %.3f]     %-10.3f %s%n",
                        report.contest().name(),
                        result.comparison().reference().name(),
                        result.comparison().measured().name(),
                        result.batch().median() / 1000,
                        result.more().median(),
                        throughput.median(),
                        throughput.low(),
                        throughput.high(),
                        result.cpuThroughput().median(),
                        !result.comparison().goal() ? "" : throughput.median() >= GOAL ? "ok" : "short of " + GOAL);
            }
        }
        for (Pairs.Report report : reports) {
            for (Pairs.Result result : report.results()) {
                if (!result.costs().isEmpty()) {
                    System.out.printf(
                            "%n%s, %s: what the last run says of its callbacks: calls, share of the time%n%s%n",
                            report.contest().name(),
                            result.comparison().measured().name(),
                            result.costs());
                }
            }
        }
    }
}
