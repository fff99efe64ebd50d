package dev.trackside.bench.dispatch;

import dev.trackside.runtime.dispatch.Fusing;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what dispatch costs and prints it as tables. */
@Command(
        name = "bench/dispatch.sh",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = {
            "Measures what it costs to call handlers, on this JDK and on a newer one if there is one, and prints tables and goals.",
            "Progress goes to standard error. bench/README.md says what each row is."
        })
public final class DispatchBench implements Callable<Integer> {

    private static final Jvms.Length FULL = new Jvms.Length(10, 5, 200);
    private static final Jvms.Length QUICK = new Jvms.Length(8, 3, 100);
    private static final int FULL_ROUNDS = 3;
    private static final int FULL_MINUTES = 25;
    private static final int QUICK_MINUTES = 8;

    @Option(names = "--quick", description = "One round of short measurements: a few minutes, figures that scatter.")
    private boolean quick;

    @Option(
            names = "--jdk",
            paramLabel = "PATH",
            description =
                    "A JDK to measure on; may be repeated. Otherwise that of JAVA_HOME, and the newest one that is newer.")
    private List<Path> homes = new ArrayList<>();

    @Option(names = "--rounds", paramLabel = "N", description = "JVMs for each figure; 3, or 1 with --quick.")
    private int rounds;

    @Option(
            names = "--stretch",
            paramLabel = "N",
            description =
                    "Warms up and measures N times as long. On a busy machine the compiler needs it: it warms up by the clock.")
    private int stretch = 1;

    @Option(
            names = "--minutes",
            paramLabel = "N",
            description = "No further round begins or goes on after this time; 25, or 8 with --quick.")
    private int minutes;

    @Option(
            names = "--only",
            paramLabel = "REGEX",
            description = "Only figures whose names match, e.g. 'event.fused.*' or 'attach.*'.")
    private Pattern only = Pattern.compile(".*");

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the tables to a file too, as Markdown.")
    private @Nullable Path markdown;

    @Option(names = "--no-build", description = "Takes what was built before.")
    private boolean unusedNoBuild; // the script has seen to it

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Prints this.")
    private boolean unusedHelp; // picocli sees to it

    private Instant end = Instant.MAX;

    private DispatchBench() {}

    /**
     * Starts it.
     *
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DispatchBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        List<Jdk> jdks = homes.isEmpty()
                ? Jdk.thisAndANewerOne()
                : homes.stream().map(Jdk::at).toList();
        end = Instant.now().plus(Duration.ofMinutes(minutes > 0 ? minutes : quick ? QUICK_MINUTES : FULL_MINUTES));
        Path temporary = Files.createTempDirectory("trackside-bench");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(temporary), "delete-handlers"));
        say("compiling the handlers");
        HandlerFolder folder = HandlerFolder.compile(temporary);
        List<Jvms> jvms = jdks.stream()
                .map(jdk -> new Jvms(jdk, folder, (quick ? QUICK : FULL).times(stretch)))
                .toList();
        measure(jvms);
        print(jvms);
        return 0;
    }

    private void measure(List<Jvms> jvms) {
        int wanted = rounds > 0 ? rounds : quick ? 1 : FULL_ROUNDS;
        for (int round = 1; round <= wanted; round++) {
            for (Task task : tasks()) {
                for (Jvms one : jvms) {
                    if (round > 1 && Instant.now().isAfter(end)) {
                        say("the time is over");
                        return;
                    }
                    say("round %d of %d, %s, %s".formatted(round, wanted, one.jdk(), task.name()));
                    task.work().on(one);
                    one.figures().lowest(task.name()).ifPresent(value -> say("  at best %.2f ns".formatted(value)));
                }
            }
        }
    }

    /** Something to measure in a JVM of its own. */
    private record Task(String name, Work work) {}

    private interface Work {
        void on(Jvms jvms);
    }

    private List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        Plan.EVENTS.forEach(
                cell -> tasks.add(new Task(Figures.event(cell.variant(), cell.handlers()), jvms -> jvms.event(cell))));
        Plan.WHOLE_RUNS.forEach(cell ->
                tasks.add(new Task(Figures.run(cell.benchmark(), cell.handlers()), jvms -> jvms.wholeRun(cell))));
        for (Fusing fusing : Fusing.values()) {
            tasks.add(new Task("attach." + fusing, jvms -> jvms.attach(fusing)));
        }
        tasks.add(new Task("cycles", Jvms::cycles));
        tasks.removeIf(task -> !only.matcher(task.name()).matches());
        return tasks;
    }

    private void print(List<Jvms> jvms) throws IOException {
        List<Table> tables = Report.of(jvms);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        tables.forEach(table -> out.println(table.plain()));
        out.flush();
        if (markdown != null) {
            Files.writeString(
                    markdown,
                    String.join("\n", tables.stream().map(Table::markdown).toList()));
        }
    }

    private static void say(String text) {
        System.err.println("dispatch: " + text);
    }

    /** At the end, also if the program is interrupted. */
    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException fault) {
            say("%s is left behind: %s".formatted(folder, fault));
        }
    }
}
