package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.run.LogLines;
import dev.trackside.runtime.testing.FolderRuns;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code loading.mode}: two sound jars, and every kind of fault beside them. */
class LoadingModeTests {

    @TempDir
    Path folder;

    private FolderRuns runs;

    @BeforeEach
    void faults() throws IOException {
        runs = new FolderRuns(folder);
        TestJar.plugin("a").in(runs.plugins(), "a.jar");
        TestJar.plugin("z").in(runs.plugins(), "z.jar");
        Files.writeString(runs.plugins().resolve("broken.jar"), "<html>no jar</html>");
        TestJar.plugin("lost").withoutDescriptors().in(runs.plugins(), "lost.jar");
        TestJar.plugin("twin").in(runs.plugins(), "twin-1.jar");
        TestJar.plugin("twin").file("other.txt", "x").in(runs.plugins(), "twin-2.jar");
        TestJar.plugin("late").descriptor("late", "\"apiVersion\": \"99.0.0\",").in(runs.plugins(), "late.jar");
        TestJar.plugin("thrower")
                .source(
                        "plugin.thrower.Handler",
                        "package plugin.thrower; public class Handler { public Handler() { throw new IllegalStateException(\"no GPU\"); } }")
                .in(runs.plugins(), "thrower.jar");
        TestJar.plugin("lonely").requires("lonely", "absent").in(runs.plugins(), "lonely.jar");
    }

    @AfterEach
    void close() {
        runs.close();
    }

    @Test
    void warnLeavesThemOutWithAWarningEach() throws IOException {
        try (LogLines log = LogLines.open()) {
            assertThat(FolderRuns.ids(FolderRuns.train(runs.with("run: { epochs: 1 }"))))
                    .containsExactly("a", "lost", "z");

            for (String fault : List.of("broken.jar", "lost.jar", "twin-1.jar", "twin-2.jar", "lonely not attached")) {
                assertThat(log.warnings())
                        .as(fault)
                        .filteredOn(line -> line.contains(fault))
                        .isNotEmpty();
            }
            assertThat(log.lines()).anyMatch(line -> line.startsWith("ERROR ") && line.contains("thrower.jar"));
        }
    }

    @Test
    void lenientLeavesThemOutQuietly() throws IOException {
        try (LogLines log = LogLines.open()) {
            assertThat(FolderRuns.ids(FolderRuns.train(runs.with("loading: { mode: lenient }"))))
                    .containsExactly("a", "lost", "z");

            assertThat(log.lines()).noneMatch(line -> line.startsWith("WARN ") || line.startsWith("ERROR "));
            for (String fault : List.of("broken.jar", "lost.jar", "twin-1.jar", "thrower.jar", "lonely")) {
                assertThat(log.lines()).as(fault).anyMatch(line -> line.startsWith("INFO ") && line.contains(fault));
            }
        }
    }

    @Test
    void strictDoesNotStartAndSaysAllOfThem() {
        assertThatThrownBy(() ->
                        FolderRuns.train(runs.with("loading: { mode: strict }").onStart(run -> {
                            throw new AssertionError("started");
                        })))
                .isInstanceOf(TracksideException.class)
                .message()
                .satisfies(message -> assertThat(message.lines().toList())
                        .hasSize(7)
                        .allSatisfy(line -> assertThat(line).startsWith("loading.mode is strict: ")))
                .contains("broken.jar", "lost.jar: ", "twin-1.jar", "twin-2.jar", "late.jar", "thrower.jar: ")
                .contains("no GPU", "lonely");
    }

    @Test
    void strictStartsWhereNothingIsWrong() throws IOException {
        for (String jar : List.of("broken", "lost", "twin-1", "twin-2", "late", "thrower", "lonely")) {
            Files.delete(runs.plugins().resolve(jar + ".jar"));
        }
        Files.writeString(runs.plugins().resolve("README.txt"), "what is no jar is no fault");

        assertThat(FolderRuns.ids(FolderRuns.train(runs.with("loading: { mode: strict }"))))
                .containsExactly("a", "z");
    }

    @Test
    void whatIsAskedForStopsTheRunInEveryMode() {
        for (String mode : List.of("lenient", "warn", "strict")) {
            assertThatThrownBy(() -> FolderRuns.train(
                            runs.with("plugins: { thrower: {} }\nloading: { mode: %s }".formatted(mode))))
                    .as(mode)
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("thrower is configured at")
                    .hasMessageContaining("no GPU");
        }
    }
}
