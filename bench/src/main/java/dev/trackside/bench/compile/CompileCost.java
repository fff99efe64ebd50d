package dev.trackside.bench.compile;

import dev.trackside.bench.compile.Costs.Kind;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what the processor costs, beside AutoValue, and prints it with the goals. */
@Command(
        name = "bench/compile-cost.sh",
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        description =
                "Compiles handler classes with and without Trackside's processor, and as many value classes with and without AutoValue, in"
                        + " turns in one warm JVM. Figures are CPU time of the thread that compiles.")
public final class CompileCost implements Callable<Integer> {

    private static final double MOST_MILLIS = 12;
    private static final double MOST_OF_AUTO_VALUE = 0.6;

    @Option(names = "--classes", description = "How many classes of each sort (default: ${DEFAULT-VALUE}).")
    int classes = 200;

    @Option(names = "--warm-up", description = "Rounds before those that count (default: ${DEFAULT-VALUE}).")
    int warmUp = 12;

    @Option(names = "--rounds", description = "Rounds that count (default: ${DEFAULT-VALUE}).")
    int rounds = 15;

    @Option(names = "--quick", description = "Few rounds: to see that it runs, not to quote.")
    boolean quick;

    @Option(names = "--auto-value", hidden = true, description = "The folder with AutoValue's jars.")
    Path autoValue = Path.of("bench/target/auto-value");

    @Option(names = "--library", hidden = true, description = "The folder with the jars of Trackside.")
    Path library = Path.of("bench/target/lib");

    private final PrintStream out = System.out;

    private CompileCost() {}

    /**
     * Starts the program.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CompileCost()).execute(arguments));
    }

    @Override
    public Integer call() {
        if (quick) {
            warmUp = 3;
            rounds = 3;
        }
        Ways ways = Ways.of(library, autoValue, classes);
        out.printf("%d classes of each sort, %s, medians of %d rounds%n%n", classes, jdk(), rounds);
        Costs costs = new Costs(classes);
        for (int round = 0; round < warmUp + rounds; round++) {
            Map<Kind, Double> millis = ways.measure(round);
            if (round >= warmUp) {
                costs.add(millis);
            }
            System.err.printf(Locale.ROOT, "compile-cost: round %d of %d%n", round + 1, warmUp + rounds);
        }
        print(ways, costs);
        return 0;
    }

    private static String jdk() {
        return "JDK " + Runtime.version().feature() + " (" + Runtime.version() + ")";
    }

    private void print(Ways ways, Costs costs) {
        out.printf("%-40s %8s %8s %8s %9s%n", "CPU ms a class", "low", "median", "high", "x plain");
        for (Kind kind : Kind.values()) {
            double[] quartiles = costs.quartiles(kind);
            out.printf(
                    Locale.ROOT,
                    "%-40s %8.2f %8.2f %8.2f %9.2f%n",
                    ways.get(kind).label(),
                    quartiles[0],
                    quartiles[1],
                    quartiles[2],
                    costs.ratio(kind));
        }
        out.println();
        lines("Lines of a handler class, of its table", ways.get(Kind.HANDLERS_PROCESSED));
        lines("Lines of a value class, of its implementation", ways.get(Kind.VALUES_PROCESSED));
        lines("Lines of one with a builder, of its implementation", ways.get(Kind.BUILDERS_PROCESSED));
        out.println();
        figure("What javac needs for the tables alone, ms a class", costs.more(Kind.HANDLERS_WRITTEN));
        figure("What AutoValue adds, ms a class", costs.more(Kind.VALUES_PROCESSED));
        figure("What AutoValue adds with builders, ms a class", costs.more(Kind.BUILDERS_PROCESSED));
        goal("What Trackside adds, ms a class", costs.more(Kind.HANDLERS_PROCESSED), MOST_MILLIS);
        ofAutoValue("to AutoValue", costs, Kind.HANDLERS_PROCESSED, Kind.VALUES_PROCESSED);
        ofAutoValue("to AutoValue with builders", costs, Kind.HANDLERS_PROCESSED, Kind.BUILDERS_PROCESSED);
        goal("What Trackside kept adds, ms a class", costs.more(Kind.HANDLERS_KEPT), MOST_MILLIS);
        ofAutoValue("to AutoValue, both kept", costs, Kind.HANDLERS_KEPT, Kind.VALUES_KEPT);
        ofAutoValue("to AutoValue with builders, both kept", costs, Kind.HANDLERS_KEPT, Kind.BUILDERS_KEPT);
        out.println();
    }

    private void ofAutoValue(String label, Costs costs, Kind handlers, Kind values) {
        goal("  compared " + label, costs.partOf(handlers, values), MOST_OF_AUTO_VALUE);
    }

    private void figure(String label, double figure) {
        out.printf(Locale.ROOT, "%-58s %8.2f%n", label, figure);
    }

    private void lines(String label, Way way) {
        double own = way.sources().stream().mapToLong(Source::lines).sum();
        double generated =
                way.compile().generated().stream().mapToLong(Source::lines).sum();
        out.printf(Locale.ROOT, "%-58s %8.1f %8.1f%n", label, own / classes, generated / classes);
    }

    private void goal(String label, double figure, double most) {
        out.printf(
                Locale.ROOT, "%-58s %8.2f   at most %5.2f: %s%n", label, figure, most, figure <= most ? "ok" : "short");
    }
}
