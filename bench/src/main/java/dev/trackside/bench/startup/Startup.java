package dev.trackside.bench.startup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Runs the probes in fresh JVMs, in turn and each round in the opposite order, and prints medians, ratios to the floor of the same run, and the
 * goals with {@code ok} or {@code short}. Only the ratios say something: two machines, or one with other load, have other milliseconds.
 */
public final class Startup {

    private static final List<String> VARIANTS = List.of(
            "Floor",
            "KnowAll",
            "KnowAllCached",
            "KnowAllAndClassPath",
            "ConstructOneInFive",
            "ConstructAll",
            "PlainServiceLoader",
            "Pf4jAll",
            "ClassGraphAll");
    private static final int GOAL_COUNT = 100;
    private static final int MOST = 500;

    private final String java;
    private final String classPath;
    private final Path jars;
    private final int rounds;
    private final List<Integer> counts;
    /** By variant and count: wall-clock and processor milliseconds of each round. */
    private final Map<String, List<double[]>> results = new LinkedHashMap<>();

    private int failures;

    private Startup(String java, String classPath, Path jars, int rounds, List<Integer> counts) {
        this.java = java;
        this.classPath = classPath;
        this.jars = jars;
        this.rounds = rounds;
        this.counts = counts;
    }

    /**
     * Measures.
     *
     * @param args the JDK, the class path of the probes, the folder of jars, how many rounds, and how many jars
     * @throws IOException if a JVM cannot be started
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<Integer> counts = Arrays.stream(args).skip(4).map(Integer::valueOf).toList();
        Startup startup = new Startup(
                Path.of(args[0], "bin", "java").toString(),
                args[1],
                Path.of(args[2]),
                Integer.parseInt(args[3]),
                counts);
        startup.measure();
        startup.print();
        startup.marginal();
        startup.goals();
        System.exit(startup.failures == 0 ? 0 : 1);
    }

    private void measure() throws IOException, InterruptedException {
        for (int count : counts) {
            run("KnowAllCached", count); // so that there is something to remember
        }
        for (int round = 0; round < rounds; round++) {
            List<String> order = new ArrayList<>(VARIANTS);
            if (round % 2 == 1) {
                Collections.reverse(order);
            }
            for (int count : counts) {
                for (String variant : order) {
                    results.computeIfAbsent(variant + count, key -> new ArrayList<>())
                            .add(run(variant, count));
                }
            }
        }
    }

    private double[] run(String variant, int count) throws IOException, InterruptedException {
        String output = jvm(List.of(), variant, count);
        String line = output.lines()
                .filter(one -> one.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(variant + " printed: " + output));
        String[] parts = line.split(" ", -1);
        int expected = count * (variant.equals("ConstructOneInFive") ? 1 : 5);
        if (Integer.parseInt(parts[3]) != expected) {
            throw new IllegalStateException("%s met %s plugins in place of %d".formatted(variant, parts[3], expected));
        }
        return new double[] {Double.parseDouble(parts[1]), Double.parseDouble(parts[2])};
    }

    private String jvm(List<String> before, String variant, int count) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(java, "-cp", classPath));
        command.add(Startup.class.getPackageName() + "." + variant);
        command.add(jars.resolve((variant.equals("Pf4jAll") ? "pf4j-" : "trackside-") + count)
                .toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s failed: %s".formatted(command, output));
        }
        return output;
    }

    private double median(String variant, int count, int kind) {
        double[] sorted = results.getOrDefault(variant + count, List.of()).stream()
                .mapToDouble(both -> both[kind])
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private void print() throws IOException, InterruptedException {
        System.out.println(jvmVersion());
        for (int kind = 0; kind < 2; kind++) {
            System.out.printf(
                    "%n%s, median of %d fresh JVMs (in brackets: times the floor)%n",
                    kind == 0 ? "milliseconds from main to done" : "milliseconds of the main thread on a processor",
                    rounds);
            StringBuilder head = new StringBuilder("%-22s".formatted("jars of 5 plugins"));
            counts.forEach(count -> head.append("%18d".formatted(count)));
            System.out.println(head);
            for (String variant : VARIANTS) {
                StringBuilder line = new StringBuilder("%-22s".formatted(variant));
                for (int count : counts) {
                    double value = median(variant, count, kind);
                    line.append(
                            String.format(Locale.ROOT, "%10.1f (%5.2f)", value, value / median("Floor", count, kind)));
                }
                System.out.println(line);
            }
        }
    }

    /** What one more jar costs, without what every start costs. */
    private void marginal() {
        int least = counts.get(0);
        int most = counts.get(counts.size() - 1);
        if (least == most) {
            return;
        }
        System.out.printf("%none more jar, microseconds on a processor, from %d to %d jars%n", least, most);
        double floor = marginal("Floor", least, most);
        for (String variant : VARIANTS) {
            double value = marginal(variant, least, most);
            System.out.printf(Locale.ROOT, "%-22s%10.0f (%5.2f)%n", variant, value, value / floor);
        }
    }

    private double marginal(String variant, int least, int most) {
        return (median(variant, most, 1) - median(variant, least, 1)) * 1000 / (most - least);
    }

    private String jvmVersion() throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(java, "-version").redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().findFirst().orElse(java);
    }

    private void goals() throws IOException, InterruptedException {
        System.out.printf("%ngoals, by time on a processor, which other load disturbs least%n");
        int count = counts.contains(GOAL_COUNT) ? GOAL_COUNT : counts.get(counts.size() - 1);
        double floor = median("Floor", count, 1);
        double serviceLoader = median("PlainServiceLoader", count, 1);
        goal("know all, times the floor", median("KnowAll", count, 1) / floor, 1.3);
        goal("know all with a folder cache, times the floor", median("KnowAllCached", count, 1) / floor, 0.7);
        goal("know and construct all, times ServiceLoader", median("ConstructAll", count, 1) / serviceLoader, 0.75);
        goal(
                "construct one in five, times ServiceLoader",
                median("ConstructOneInFive", count, 1) / serviceLoader,
                0.45);
        if (counts.contains(1)) {
            goal("know one jar, ms", median("KnowAll", 1, 1), 10);
        }
        if (counts.contains(MOST)) {
            descriptors();
        }
        classLoadLog(count);
    }

    private void goal(String what, double value, double most) {
        boolean ok = value <= most;
        failures += ok ? 0 : 1;
        System.out.printf(Locale.ROOT, "%-60s %8.2f  at most %5.2f  %s%n", what, value, most, ok ? "ok" : "short");
    }

    /** The shell that sets the limit becomes the JVM. */
    private void descriptors() throws IOException, InterruptedException {
        String output = jvm(List.of("sh", "-c", "ulimit -n 60 && exec \"$@\"", "sh"), "ConstructAll", MOST);
        boolean ok = output.lines().anyMatch(line -> line.startsWith("RESULT ") && line.endsWith(" " + MOST * 5));
        failures += ok ? 0 : 1;
        System.out.printf("%-60s %32s%n", "all of 500 jars within 60 file descriptors", ok ? "ok" : "short");
    }

    private void classLoadLog(int count) throws IOException, InterruptedException {
        Path log = Files.createTempFile("classes", ".log");
        try {
            List<String> lines = classes(log, "KnowAll", count);
            say("knowing loads no class of a plugin", lines.stream().noneMatch(line -> line.contains(" p0")));
            List<String> used = classes(log, "ConstructOneInFive", count);
            say(
                    "constructing one in five loads no class of the others",
                    used.stream().anyMatch(line -> line.contains(".PluginA "))
                            && used.stream().noneMatch(line -> line.matches(".* p\\d+\\.Plugin[B-E].*")));
            say(
                    "neither loads a class of ClassGraph",
                    used.stream().noneMatch(line -> line.contains(" io.github.classgraph.")));
        } finally {
            Files.delete(log);
        }
    }

    private List<String> classes(Path log, String variant, int count) throws IOException, InterruptedException {
        List<String> command = List.of(
                java,
                "-Xlog:class+load:file=" + log,
                "-cp",
                classPath,
                Startup.class.getPackageName() + "." + variant,
                jars.resolve("trackside-" + count).toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getInputStream().readAllBytes();
        process.waitFor();
        return Files.readAllLines(log);
    }

    private void say(String what, boolean ok) {
        failures += ok ? 0 : 1;
        System.out.printf("%-60s %32s%n", what, ok ? "ok" : "short");
    }
}
