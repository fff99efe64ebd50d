package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.RunSummary;
import dev.trackside.TracksideException;
import dev.trackside.run.LogLines;
import dev.trackside.run.Loop;
import dev.trackside.run.LoopBatch;
import dev.trackside.run.LoopEpoch;
import dev.trackside.run.RunBuilder;
import dev.trackside.run.RunResult;
import dev.trackside.run.Trackside;
import dev.trackside.runtime.facts.PluginFacts;
import dev.trackside.runtime.facts.VersionSkew;
import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.jar.HostContent;
import dev.trackside.runtime.loading.sample.Base;
import dev.trackside.runtime.loading.sample.Contract;
import dev.trackside.runtime.loading.sample.Contracted;
import dev.trackside.runtime.loading.sample.Dependent;
import dev.trackside.runtime.loading.sample.Fragile;
import dev.trackside.runtime.loading.sample.Library;
import dev.trackside.runtime.loading.sample.Needy;
import dev.trackside.runtime.loading.sample.SoundA;
import dev.trackside.runtime.loading.sample.SoundZ;
import dev.trackside.runtime.loading.sample.Untidy;
import dev.trackside.runtime.testing.BrokenPlugins;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.TestJar;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole runs with plugins from a folder: two sound ones, and between them one that is not. */
class PluginRunTests {

    private static final int EPOCHS = 3;

    @TempDir
    Path folder;

    private ClassLoader before;

    @BeforeEach
    void withoutThePluginsAmongTheTests() throws IOException {
        before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(HostLoader.INSTANCE);
        new TestJar().classes(SoundA.class).in(folder, "a.jar");
        new TestJar().classes(SoundZ.class).in(folder, "z.jar");
    }

    @AfterEach
    void asItWas() {
        Thread.currentThread().setContextClassLoader(before);
        System.getProperties().keySet().removeIf(key -> key.toString().startsWith("trackside.test."));
    }

    @Test
    void aLibraryThatIsMissingAtTheFirstEventCostsThePluginThatNeedsIt() throws IOException {
        new TestJar().classes(Needy.class).in(folder, "needy.jar");

        Map<String, RunSummary.Callback> callbacks = run("sample-needy: {}");

        assertSound(callbacks);
        assertThat(callbacks.get("sample-needy").detached().orElseThrow())
                .contains(
                        "sample-needy",
                        "needy.jar",
                        "@OnEpochEnd",
                        "NoClassDefFoundError",
                        Library.class.getSimpleName());
    }

    @Test
    void aMethodThatIsGoneCostsThePluginThatCallsItAndVersionsAreNamed() throws IOException {
        new TestJar()
                .classes(Needy.class)
                .source(
                        "dev.trackside.runtime.loading.sample.Library",
                        "package dev.trackside.runtime.loading.sample; public class Library { public static void here() {} }")
                .in(folder, "needy.jar");

        Map<String, RunSummary.Callback> callbacks = run("sample-needy: {}");

        assertSound(callbacks);
        assertThat(callbacks.get("sample-needy").detached().orElseThrow())
                .contains("NoSuchMethodError", "needy.jar", VersionSkew.words(apiOf(Needy.class)));
    }

    @Test
    void aMethodThatNobodyHasWrittenCostsThePluginThatCallsItAndVersionsAreNamed() throws IOException {
        String contract = "dev.trackside.runtime.loading.sample.Contract";
        byte[] actual;
        try (InputStream in = Contract.class.getResourceAsStream("Contract.class")) {
            actual = in.readAllBytes();
        }
        new TestJar()
                .classes(Contracted.class)
                .source(contract, "package dev.trackside.runtime.loading.sample; public interface Contract {}")
                .change(contract, old -> actual)
                .source(
                        "lib.Implementation",
                        "package lib; public class Implementation implements %s {}".formatted(contract))
                .in(folder, "contracted.jar");

        Map<String, RunSummary.Callback> callbacks = run("sample-contracted: {}");

        assertSound(callbacks);
        assertThat(callbacks.get("sample-contracted").detached().orElseThrow())
                .contains("AbstractMethodError", "contracted.jar", VersionSkew.words(apiOf(Contracted.class)));
    }

    @Test
    void whatDoesNotLinkWhenItIsAttachedIsLeftOutIfNobodyAskedForIt() throws IOException {
        unlinked().in(folder, "drop.jar");

        try (LogLines log = LogLines.open()) {
            Map<String, RunSummary.Callback> callbacks = run("");

            assertSound(callbacks);
            assertThat(callbacks).doesNotContainKey("drop");
            assertThat(log.lines())
                    .anyMatch(
                            line -> line.startsWith(
                                    "ERROR not loaded: drop from drop.jar cannot be attached: java.lang.NoClassDefFoundError: lib/Lib. Put the plugin and the libraries it needs together into a sub-folder of the plugins folder. The run goes on without it."));
        }
    }

    @Test
    void whatDoesNotLinkWhenItIsAttachedStopsTheRunThatAsksForIt() throws IOException {
        unlinked().in(folder, "drop.jar");

        assertThatThrownBy(() -> run("drop: {}"))
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith("drop from drop.jar cannot be attached: java.lang.NoClassDefFoundError");
    }

    private static TestJar unlinked() {
        return new TestJar()
                .table("plugin.drop", "drop", "", "List.of()")
                .whenBound("drop", "lib.Lib.touch();")
                .source("lib.Lib", "package lib; public class Lib { public static void touch() {} }")
                .without("lib.Lib")
                .service("plugin.drop.Table")
                .descriptor("drop", "");
    }

    @Test
    void aConstructorThatFailsIsSaidAndTheOthersRunIfNobodyAskedForIt() throws IOException {
        new TestJar()
                .table("plugin.drop", "drop", "", "List.of()")
                .source(
                        "plugin.drop.Handler",
                        "package plugin.drop; public class Handler { public Handler() { throw new IllegalStateException(\"no display\"); } }")
                .service("plugin.drop.Table")
                .descriptor("drop", "")
                .in(folder, "drop.jar");

        try (LogLines log = LogLines.open()) {
            assertSound(run(""));
            assertThat(log.lines())
                    .anyMatch(
                            line -> line.contains(
                                    "not loaded: drop.jar: plugin 'drop': its constructor failed with IllegalStateException: no display; tell its author. The run goes on without it."));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            static { if (true) throw new IllegalStateException("no GPU"); }  | its static initializer failed with IllegalStateException: no GPU
            static { if (true) throw new AssertionError("no GPU"); }         | its static initializer failed with AssertionError: no GPU
            static { new Handler(); } public Handler() { new Handler(); }    | its constructor failed with StackOverflowError
            public Handler() { throw new AssertionError("no GPU"); }         | its constructor failed with AssertionError: no GPU
            public Handler() { new Handler(); }                              | its constructor failed with StackOverflowError
            """)
    void whatTheCreationOfAHandlerThrowsIsSaidAndTheOthersRunIfNobodyAskedForIt(String members, String cause)
            throws IOException {
        new TestJar()
                .table("plugin.drop", "drop", "", "List.of()")
                .source("plugin.drop.Handler", "package plugin.drop; public class Handler { %s }".formatted(members))
                .service("plugin.drop.Table")
                .descriptor("drop", "")
                .in(folder, "drop.jar");

        try (LogLines log = LogLines.open()) {
            assertSound(run(""));
            assertThat(log.lines())
                    .anyMatch(line -> line.contains(
                            "not loaded: drop.jar: plugin 'drop': %s; tell its author. The run goes on without it."
                                    .formatted(cause)));
        }
    }

    @Test
    void aClassThatCannotBeLoadedIsSaidAndTheOthersRunIfNobodyAskedForIt() throws IOException {
        BrokenPlugins.NEWER_JAVA
                .jar()
                .descriptor("plugin.broken.Table", "newer", "")
                .in(folder, "newer.jar");

        try (LogLines log = LogLines.open()) {
            assertSound(run(""));
            assertThat(log.lines())
                    .anyMatch(line ->
                            line.contains("not loaded: newer.jar: plugin 'newer': it was compiled for Java 156"));
        }
    }

    @Test
    void whatIsAskedForAndCannotBeUsedStopsTheRunBeforeItStarts() throws IOException {
        new TestJar().classes(Fragile.class).in(folder, "fragile.jar");

        assertThatThrownBy(() -> run("sample-fragile: {}"))
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith("sample-fragile is configured at ")
                .hasMessageEndingWith(
                        "t.yaml:4, and cannot be used: fragile.jar: plugin 'sample-fragile': its constructor failed with IllegalStateException: no display; tell its author.");
    }

    @Test
    void aStartThatFailsHalfWayClosesWhatItHadCreated() throws IOException {
        System.setProperty("trackside.test.sturdy", "true");
        new TestJar().classes(Untidy.class).in(folder, "untidy.jar");
        new TestJar().classes(Fragile.class).in(folder, "fragile.jar");

        assertThatThrownBy(() -> run("sample-untidy: {}\n  sample-fragile: { nonsense: 1 }"))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("nonsense");
        assertThat(System.getProperty("trackside.test.context.close")).isEqualTo("own");
    }

    @Test
    void aStartThatFailsInTheProgramClosesWhatItHadCreated() throws IOException {
        new TestJar().classes(Untidy.class).in(folder, "untidy.jar");

        assertThatThrownBy(() -> builder("sample-untidy: {}")
                        .onStart(run -> {
                            throw new IllegalStateException("changed my mind");
                        })
                        .train(PluginRunTests::train))
                .hasMessage("changed my mind");
        assertThat(System.getProperty("trackside.test.context.close")).isEqualTo("own");
    }

    @Test
    void thePluginsLoaderIsTheContextOfAllItsCalls() throws IOException {
        new TestJar().classes(Untidy.class).in(folder, "untidy.jar");
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        assertSound(run("sample-untidy: { name: x }"));

        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
        assertThat(System.getProperty("trackside.test.context.handler")).isEqualTo("own");

        assertThat(System.getProperty("trackside.test.context.constructor")).isEqualTo("own");
        assertThat(System.getProperty("trackside.test.context.close")).isEqualTo("own");
    }

    @Test
    void whoRequiresAPluginSeesItsClasses() throws IOException {
        new TestJar().classes(Dependent.class).in(folder, "dependent.jar");
        new TestJar().classes(Base.class).in(folder, "the-base.jar");

        Map<String, RunSummary.Callback> callbacks = run("sample-base: {}\n  sample-dependent: {}");

        assertSound(callbacks);
        assertThat(callbacks.get("sample-dependent").calls()).isEqualTo(EPOCHS);
        assertThat(callbacks.get("sample-dependent").detached()).isEmpty();
    }

    @Test
    void whoRequiresWhatIsMissingStaysOutIfNobodyAskedForIt() throws IOException {
        TestJar.plugin("lonely").requires("lonely", "history").in(folder, "lonely.jar");

        try (LogLines log = LogLines.open()) {
            assertSound(run(""));
            assertThat(log.lines())
                    .anyMatch(line ->
                            line.contains("lonely not attached: it requires history, which this run does not have"));
        }
    }

    @Test
    void changedFilesUnderARunningRunChangeNothing() throws IOException {
        new TestJar().classes(Needy.class, Library.class).in(folder, "needy.jar");

        Map<String, RunSummary.Callback> callbacks =
                result(builder("sample-needy: {}").onStart(run -> {
                    try {
                        Files.write(folder.resolve("needy.jar"), new byte[20]);
                        Files.delete(folder.resolve("z.jar"));
                    } catch (IOException unexpected) {
                        throw new IllegalStateException(unexpected);
                    }
                }));

        assertSound(callbacks);
        assertThat(callbacks.get("sample-needy").detached()).isEmpty();
        assertThat(callbacks.get("sample-needy").calls()).isEqualTo(EPOCHS);
    }

    private Map<String, RunSummary.Callback> run(String plugins) throws IOException {
        return result(builder(plugins));
    }

    private RunBuilder builder(String plugins) throws IOException {
        Path config = Files.writeString(
                folder.resolve("t.yaml"), "plugins:\n  sample-sound-a: {}\n  sample-sound-z: {}\n  " + plugins + "\n");
        return Trackside.run("test")
                .config(config)
                .plugins(folder)
                .epochs(EPOCHS)
                .option("run.dir", folder.resolve("runs").toString());
    }

    private static Map<String, RunSummary.Callback> result(RunBuilder builder) {
        RunResult result = builder.train(PluginRunTests::train);
        return result.summary().callbacks().stream()
                .collect(Collectors.toMap(RunSummary.Callback::id, callback -> callback));
    }

    private static void train(Loop loop) {
        for (LoopEpoch epoch : loop.epochs()) {
            for (LoopBatch<Integer> batch : epoch.batches(List.of(1, 2))) {
                batch.record("loss", 1);
            }
        }
    }

    private static void assertSound(Map<String, RunSummary.Callback> callbacks) {
        for (String id : List.of("sample-sound-a", "sample-sound-z")) {
            assertThat(callbacks.get(id).calls()).as(id).isEqualTo(EPOCHS);
            assertThat(callbacks.get(id).detached()).as(id).isEmpty();
        }
    }

    private static String apiOf(Class<?> type) throws IOException {
        Content classes = HostContent.ofFile(new File(TestJar.location(type)));
        return PluginFacts.described(type.getName() + "_Table", classes).apiVersion();
    }
}
