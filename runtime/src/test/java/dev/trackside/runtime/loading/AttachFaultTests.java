package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.run.LogLines;
import dev.trackside.run.RunResult;
import dev.trackside.runtime.lineage.RunRecord;
import dev.trackside.runtime.testing.FolderRuns;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What fails between the creation of a plugin and the first event: two sound plugins run, whatever is between them. */
class AttachFaultTests {

    @TempDir
    Path folder;

    private FolderRuns runs;

    @BeforeEach
    void sound() throws IOException {
        runs = new FolderRuns(folder);
        TestJar.plugin("a").in(runs.plugins(), "a.jar");
        TestJar.plugin("z").in(runs.plugins(), "z.jar");
    }

    @AfterEach
    void close() {
        runs.close();
        System.clearProperty("trackside.test.closed");
    }

    /** A plugin with an option; {@code statement} is run when somebody asks for its value. */
    private static TestJar optional(String statement) {
        return new TestJar()
                .table("plugin.drop", "drop", """
                        @Override public List<OptionSpec> options() {
                          return List.of(new OptionSpec("size", OptionSpec.Kind.SINGLE, int.class, false, false, 0, 9, ""));
                        }
                        @Override public Object option(Object target, int index) { %s return 1; }
                        @Override public void option(Object target, int index, Object value) {}
                        """.formatted(statement), "List.of()")
                .source(
                        "lib.Lib",
                        "package lib; public class Lib { static { if (true) throw new IllegalStateException(\"no GPU\"); } public static void touch() {} }")
                .service("plugin.drop.Table")
                .descriptor("drop", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lib.Lib.touch();                              | its static initializer failed with IllegalStateException: no GPU
            if (true) throw new Error("no GPU");          | Error: no GPU
            if (true) throw new StackOverflowError();     | StackOverflowError
            """)
    void whatIsThrownWhileOptionsAreBoundCostsItsPlugin(String statement, String cause) throws IOException {
        optional(statement).in(runs.plugins(), "drop.jar");

        try (LogLines log = LogLines.open()) {
            assertThat(ids("")).containsExactly("a", "z");
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith(
                            "ERROR not loaded: drop.jar: plugin 'drop': its options cannot be bound: " + cause));
        }
    }

    @Test
    void aLibraryThatIsMissingWhenOptionsAreBoundIsNamed() throws IOException {
        optional("lib.Lib.touch();").without("lib.Lib").in(runs.plugins(), "drop.jar");

        try (LogLines log = LogLines.open()) {
            assertThat(ids("")).containsExactly("a", "z");
            assertThat(log.lines()).anyMatch(line -> line.contains("it needs the class lib.Lib, which is not there"));
        }
    }

    @Test
    void whoseOptionsCannotBeBoundIsClosed() throws IOException {
        optional("lib.Lib.touch();")
                .source(
                        "plugin.drop.Handler",
                        "package plugin.drop; public class Handler implements AutoCloseable { @Override public void close() { System.setProperty(\"trackside.test.closed\", \"yes\"); } }")
                .in(runs.plugins(), "drop.jar");

        ids("");

        assertThat(System.getProperty("trackside.test.closed")).isEqualTo("yes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw new IllegalStateException(\"odd\");", "throw new Error(\"odd\");"})
    void aTableThatFailsWhenHandlersAreBoundCostsItsPlugin(String statement) throws IOException {
        TestJar.plugin("drop").whenBound("drop", "if (true) " + statement).in(runs.plugins(), "drop.jar");

        try (LogLines log = LogLines.open()) {
            assertThat(ids("")).containsExactly("a", "z");
            assertThat(log.lines())
                    .anyMatch(line -> line.startsWith(
                                    "ERROR not loaded: drop from drop.jar cannot be attached: its table fails with java.lang.")
                            && line.contains("odd. Tell its author. The run goes on without it."));
        }
    }

    @Test
    void whoRequiresWhatDoesNotLinkStaysOutToo() throws IOException {
        unlinked().in(runs.plugins(), "drop.jar");
        TestJar.plugin("needs-drop").requires("needs-drop", "drop").in(runs.plugins(), "needs-drop.jar");

        try (LogLines log = LogLines.open()) {
            assertThat(ids("")).containsExactly("a", "z");
            assertThat(log.lines())
                    .anyMatch(line ->
                            line.contains("needs-drop not attached: it requires drop, which this run does not have"));
        }
    }

    @Test
    void theRecordOfTheRunHasWhoCouldNotBeAttached() throws IOException {
        unlinked().in(runs.plugins(), "drop.jar");

        RunResult result = FolderRuns.train(runs.with("run: { dir: runs }"));

        assertThat(RunRecord.read(result.folder().resolve(RunRecord.FILE))
                        .last()
                        .plugins()
                        .absent())
                .singleElement()
                .satisfies(absent -> {
                    assertThat(absent.id()).isEqualTo("drop");
                    assertThat(absent.origin()).isEqualTo("drop.jar");
                    assertThat(absent.refused()).isTrue();
                    assertThat(absent.reason()).contains("could not be attached");
                });
    }

    @Test
    void whoIsAskedForAndRequiresWhatDoesNotLinkStopsTheRun() throws IOException {
        unlinked().in(runs.plugins(), "drop.jar");
        TestJar.plugin("needs-drop").requires("needs-drop", "drop").in(runs.plugins(), "needs-drop.jar");

        assertThatThrownBy(() -> ids("plugins: { needs-drop: {} }"))
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("'needs-drop'")
                .hasMessageContaining("'drop'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"loading: { mandatory: drop }", "loading: { mode: strict }"})
    void whatDoesNotLinkAndMustBeThereStopsTheRun(String yaml) throws IOException {
        unlinked().in(runs.plugins(), "drop.jar");

        assertThatThrownBy(() -> ids(yaml))
                .isInstanceOf(TracksideException.class)
                .hasMessageStartingWith(
                        "drop from drop.jar cannot be attached: java.lang.NoClassDefFoundError: lib/Lib");
    }

    private static TestJar unlinked() {
        return TestJar.plugin("drop")
                .whenBound("drop", "lib.Lib.touch();")
                .source("lib.Lib", "package lib; public class Lib { public static void touch() {} }")
                .without("lib.Lib");
    }

    private List<String> ids(String yaml) throws IOException {
        return FolderRuns.ids(FolderRuns.train(runs.with(yaml)));
    }
}
