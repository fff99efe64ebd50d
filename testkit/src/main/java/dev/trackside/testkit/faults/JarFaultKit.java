package dev.trackside.testkit.faults;

import dev.trackside.RunSummary;
import dev.trackside.testkit.SimulatedRun;
import dev.trackside.testkit.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * Puts the jar of a plugin into a plugins folder between two broken ones, once for each {@link BrokenJar}, and sees that the plugin does what it does
 * alone:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> isNotDisturbed() {
 *     return JarFaultKit.of(Path.of("target/stop-when-stale.jar")).option("stop-when-stale.patience", 2).tests();
 * }
 * }</pre>
 *
 * <p>The jar is loaded as an operator's would be: in a class loader of its own, which sees of the tests' class path what plugins may see. So the first
 * of the tests, without a fault, shows that the jar is whole and brings what it needs.
 *
 * <p>Immutable.
 *
 * @since 0.1
 */
public final class JarFaultKit {

    private static final String JAR = "m-plugin.jar";

    private final Path plugin;
    private final UnaryOperator<Simulation> setting;

    private JarFaultKit(Path plugin, UnaryOperator<Simulation> setting) {
        this.plugin = plugin;
        this.setting = setting;
    }

    /**
     * A kit for a jar.
     *
     * @param plugin the jar, or a folder of classes that is to be packed, such as {@code target/classes}
     * @return a kit
     */
    public static JarFaultKit of(Path plugin) {
        return new JarFaultKit(Objects.requireNonNull(plugin, "plugin").toAbsolutePath(), UnaryOperator.identity());
    }

    /**
     * Sets an option of a plugin. A plugin that joins only when it is configured needs at least one.
     *
     * @param key the id and the name of the option, e.g. {@code early-stopping.patience}
     * @param value a value of the option's type, or text as in the file
     * @return a kit with the option
     */
    public JarFaultKit option(String key, Object value) {
        return in(simulation -> simulation.option(key, value));
    }

    /**
     * Changes the runs, e.g. adds a metric that the plugin takes.
     *
     * @param change is given the simulation of each run
     * @return a kit with that
     */
    public JarFaultKit in(UnaryOperator<Simulation> change) {
        Objects.requireNonNull(change, "change");
        return new JarFaultKit(plugin, simulation -> change.apply(setting.apply(simulation)));
    }

    /**
     * The tests, for a method with {@code @TestFactory}.
     *
     * @return one without a fault, and one for each broken jar
     */
    public Stream<DynamicTest> tests() {
        return Stream.concat(
                Stream.of(DynamicTest.dynamicTest("nothing is wrong", this::runAlone)),
                Stream.of(BrokenJar.values())
                        .map(broken -> DynamicTest.dynamicTest(broken.toString(), () -> runBetween(broken))));
    }

    /**
     * Runs the plugin alone.
     *
     * @throws AssertionError if no plugin of the jar joins the run, or one is detached
     */
    public void runAlone() {
        inFolder(this::calls);
    }

    /**
     * Runs the plugin between two broken jars.
     *
     * @param broken what is wrong with them
     * @throws AssertionError if the plugin does not do what it does alone
     */
    public void runBetween(BrokenJar broken) {
        inFolder(folder -> {
            Map<String, Long> alone = calls(folder);
            Path jar = folder.resolve(JAR);
            broken.put(folder, "a-broken.jar", jar);
            broken.put(folder, "z-broken.jar", jar);
            Map<String, Long> beside = calls(folder);
            Course.check(
                    alone.equals(beside),
                    "beside a jar with this fault (%s) the plugin does not do what it does alone: calls of handlers are %s, but %s alone"
                            .formatted(broken, beside, alone));
        });
    }

    /** How often the handlers of each plugin in the jar are called. */
    private Map<String, Long> calls(Path folder) {
        SimulatedRun run = Surroundings.unchanged(
                () -> setting.apply(Course.capable()).plugins(folder).run());
        Map<String, Long> calls = new TreeMap<>();
        for (RunSummary.Callback callback : run.summary().callbacks()) {
            if (callback.origin().equals(JAR)) {
                callback.detached().ifPresent(why -> {
                    throw new AssertionError(why);
                });
                calls.put(callback.id(), callback.calls());
            }
        }
        Course.check(
                !calls.isEmpty(),
                "no plugin of %s has joined the run. One that joins only when it is configured needs an option; the log says what was refused."
                        .formatted(plugin));
        return calls;
    }

    /** What is done in a folder. */
    private interface Action {
        void in(Path folder) throws IOException;
    }

    private void inFolder(Action action) {
        try {
            Path folder = Files.createTempDirectory("fault-kit-");
            try {
                copy(folder.resolve(JAR));
                action.in(folder);
            } finally {
                delete(folder);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("the fault kit cannot write its folder", fault);
        }
    }

    private void copy(Path jar) throws IOException {
        if (!Files.isDirectory(plugin)) {
            Files.copy(plugin, jar);
            return;
        }
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(plugin)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = plugin.relativize(file).toString().replace('\\', '/');
                if (!name.equals("module-info.class")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        Files.write(jar, Zips.of(files));
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException fault) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
