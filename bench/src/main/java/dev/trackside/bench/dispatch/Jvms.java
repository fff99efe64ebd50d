package dev.trackside.bench.dispatch;

import dev.trackside.bench.dispatch.Plan.EventCell;
import dev.trackside.bench.dispatch.Plan.RunCell;
import dev.trackside.runtime.dispatch.Fusing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures on one JDK, each time in a new JVM. */
final class Jvms {

    private static final String HEAP = "-Xmx1g";
    /** From this version on Java can be told not to warn of what JMH does. */
    private static final int WARNS_OF_UNSAFE = 23;

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Jdk jdk;
    private final HandlerFolder folder;
    private final Length length;
    private final Figures figures = new Figures();

    /**
     * How long a JVM measures.
     *
     * @param warmUps iterations that do not count
     * @param iterations iterations of which the median counts
     * @param millis how long an iteration takes
     */
    record Length(int warmUps, int iterations, int millis) {
        Length times(int factor) {
            return new Length(warmUps, iterations, millis * factor);
        }
    }

    Jvms(Jdk jdk, HandlerFolder folder, Length length) {
        this.jdk = jdk;
        this.folder = folder;
        this.length = length;
    }

    Jdk jdk() {
        return jdk;
    }

    Figures figures() {
        return figures;
    }

    void event(EventCell cell) {
        measure(
                Figures.event(cell.variant(), cell.handlers()),
                EventBenchmark.class.getName() + ".event",
                new OptionsBuilder()
                        .param("variant", cell.variant().name())
                        .param("handlers", Integer.toString(cell.handlers())));
    }

    void wholeRun(RunCell cell) {
        measure(
                Figures.run(cell.benchmark(), cell.handlers()),
                RunBenchmark.class.getName() + "." + cell.benchmark(),
                new OptionsBuilder().param("handlers", Integer.toString(cell.handlers())));
    }

    private void measure(String name, String benchmark, ChainedOptionsBuilder options) {
        options.include(benchmark.replace(".", "\\.") + "$")
                .jvm(jdk.java().toString())
                .jvmArgs(options().toArray(String[]::new))
                .forks(1)
                .warmupIterations(length.warmUps())
                .warmupTime(TimeValue.milliseconds(length.millis()))
                .measurementIterations(length.iterations())
                .measurementTime(TimeValue.milliseconds(length.millis()))
                .addProfiler(ThreadCpu.class)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        try {
            for (RunResult run : new Runner(options.build()).run()) {
                for (BenchmarkResult fork : run.getBenchmarkResults()) {
                    figures.add(name, median(fork, ThreadCpu.RESULT));
                    figures.add(Figures.bytes(name), median(fork, ALLOCATED));
                }
            }
        } catch (RunnerException fault) {
            throw new IllegalStateException("%s cannot be measured on %s".formatted(name, jdk), fault);
        }
    }

    private static double median(BenchmarkResult fork, String metric) {
        double[] values = fork.getIterationResults().stream()
                .mapToDouble(iteration -> value(iteration, metric))
                .sorted()
                .toArray();
        return values[values.length / 2];
    }

    private static double value(IterationResult iteration, String metric) {
        return iteration.getSecondaryResults().keySet().stream()
                .filter(name -> name.endsWith(metric)) // some versions of JMH mark what profilers have measured
                .mapToDouble(name -> Objects.requireNonNull(
                                iteration.getSecondaryResults().get(name))
                        .getScore())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("JMH has not measured " + metric));
    }

    void attach(Fusing fusing) {
        start("attach." + fusing + ".", List.of(), AttachProgram.class, fusing.name());
    }

    void cycles() {
        start("cycles.", List.of("-D" + Fusing.PROPERTY + "=fused"), CyclesProgram.class);
    }

    private void start(String prefix, List<String> more, Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(jdk.java().toString()));
        command.addAll(options());
        command.addAll(more);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(Arrays.asList(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("%s has failed with %d".formatted(program.getSimpleName(), status));
            }
            figures.parse(prefix, output.lines().toList());
        } catch (IOException fault) {
            throw new UncheckedIOException("%s cannot be started".formatted(jdk.java()), fault);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while %s ran".formatted(program.getSimpleName()), interrupt);
        }
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of(HEAP, "-D" + HandlerFolder.PROPERTY + "=" + folder.path()));
        if (jdk.feature() >= WARNS_OF_UNSAFE) {
            options.add("--sun-misc-unsafe-memory-access=allow");
        }
        return options;
    }
}
