package dev.trackside.runtime.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.run.Jvm;
import dev.trackside.runtime.testing.RuntimePath;
import dev.trackside.runtime.testing.TestJar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen in a process of its own only: which classes it loads, and modules. */
class FreshProcessTests {

    @TempDir
    Path folder;

    private Path main;

    @BeforeEach
    void aProgram() throws IOException {
        main = new TestJar().source("probe.Main", """
                        package probe;
                        import dev.trackside.run.*;
                        import java.nio.file.Path;
                        import java.util.List;
                        public class Main {
                          public static void main(String[] args) {
                            RunBuilder run = Trackside.run("probe").epochs(1).without("off").option("run.dir", "runs");
                            if (args.length > 0) { run.plugins(Path.of(args[0])); }
                            RunResult result = run.train(loop -> {
                              for (LoopEpoch epoch : loop.epochs()) {
                                for (LoopBatch<Integer> batch : epoch.batches(List.of(1))) { batch.record("loss", 1); }
                              }
                            });
                            result.summary().callbacks().forEach(one -> System.out.println(one.id() + " from " + one.origin()));
                          }
                        }
                        """).in(folder.resolve("program"), "main.jar");
    }

    @Test
    void noClassOfAPluginThatIsNotAttachedIsLoadedAndNoneOfClassGraph() throws Exception {
        Path plugins = folder.resolve("plugins");
        for (String id : List.of("on", "off", "later")) {
            bound(id, id.equals("later") ? "\"attach\": \"WHEN_CONFIGURED\"," : "")
                    .in(plugins, id + ".jar");
        }
        Path log = folder.resolve("classes.log");

        for (Path onClassPath : List.of(folder.resolve("none"), plugins)) {
            StringBuilder classPath = new StringBuilder(RuntimePath.needed() + File.pathSeparator + main);
            if (onClassPath.equals(plugins)) {
                for (String id : List.of("on", "off", "later")) {
                    classPath.append(File.pathSeparator).append(plugins.resolve(id + ".jar"));
                }
            }
            String[] arguments = onClassPath.equals(plugins)
                    ? new String[] {"-Xlog:class+load:file=" + log, "probe.Main"}
                    : new String[] {"-Xlog:class+load:file=" + log, "probe.Main", plugins.toString()};
            String output = Jvm.in(folder).classPath(classPath.toString()).run(arguments);

            assertThat(output.lines())
                    .contains("on from on.jar")
                    .noneMatch(line -> line.startsWith("off") || line.startsWith("later"));
            assertThat(Files.readString(log))
                    .contains(" plugin.on.Table ", " plugin.on.Handler ", "dev.trackside.runtime.discovery.Discovery")
                    .doesNotContain(" plugin.off.", " plugin.later.", " io.github.classgraph.");
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "needs a shell with ulimit")
    void manyJarsAreFoundAndUsedWithFewFileDescriptors() throws Exception {
        Path plugins = folder.resolve("plugins");
        bound("on", "").in(plugins, "on.jar");
        for (int i = 0; i < 300; i++) {
            String id = "later-" + i;
            new TestJar()
                    .service(TestJar.packageOf(id) + ".Table")
                    .descriptor(id, "\"attach\": \"WHEN_CONFIGURED\",")
                    .in(plugins, id + ".jar");
        }
        for (int i = 0; i < 30; i++) {
            bound("use-" + i, "").in(plugins, "use-" + i + ".jar");
        }

        String output = Jvm.in(folder)
                .classPath(RuntimePath.needed() + File.pathSeparator + main)
                .descriptors(60)
                .run("-Dorg.apache.logging.log4j.simplelog.level=INFO", "probe.Main", plugins.toString());

        assertThat(output.lines().filter(line -> line.matches("(on|use-\\d+) from (on|use-\\d+)\\.jar")))
                .hasSize(31);
        assertThat(output.lines()
                        .filter(line -> line.matches(".*later-\\d+ not attached: joins only when configured.*")))
                .hasSize(300);
    }

    @Test
    void aPluginOnTheModulePathIsFoundByUsAndByServiceLoader() throws Exception {
        Path jar = bound("modular", "")
                .source(
                        "module-info",
                        "module plugin.of.test { requires dev.trackside; provides dev.trackside.spi.HandlerTable with plugin.modular.Table; }")
                .in(folder.resolve("modules"), "modular.jar");
        Path plain = new TestJar().source("probe.Plain", """
                        package probe;
                        public class Plain {
                          public static void main(String[] args) {
                            java.util.ServiceLoader.load(dev.trackside.spi.HandlerTable.class)
                                .forEach(table -> System.out.println(table.plugin().id()));
                          }
                        }
                        """).in(folder.resolve("program"), "plain.jar");
        Jvm jvm = Jvm.in(folder)
                .modulePath(RuntimePath.needed() + File.pathSeparator + jar)
                .classPath(main + File.pathSeparator + plain);

        assertThat(jvm.run("--add-modules", "ALL-MODULE-PATH", "probe.Plain")).isEqualTo("modular");
        assertThat(jvm.run("--add-modules", "ALL-MODULE-PATH", "probe.Main").lines())
                .contains("modular from modular.jar");
    }

    @Test
    void aModuleThatDoesNotProvideItsPluginIsRefusedInWords() throws Exception {
        Path jar = bound("silent", "")
                .source("module-info", "module plugin.of.test { requires dev.trackside; }")
                .in(folder.resolve("modules"), "silent.jar");

        String output = Jvm.in(folder)
                .modulePath(RuntimePath.needed() + File.pathSeparator + jar)
                .classPath(main.toString())
                .run(
                        "-Dorg.apache.logging.log4j.simplelog.level=WARN",
                        "--add-modules",
                        "ALL-MODULE-PATH",
                        "probe.Main");

        assertThat(output)
                .contains(
                        "silent.jar: plugin.silent.Table: the module plugin.of.test does not provide plugin.silent.Table",
                        "add to its module-info: provides dev.trackside.spi.HandlerTable with plugin.silent.Table")
                .doesNotContain("silent from");
    }

    private static TestJar bound(String id, String descriptor) {
        return TestJar.plugin(id).descriptor(id, descriptor);
    }
}
