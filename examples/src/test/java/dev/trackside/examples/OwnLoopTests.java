package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loops that no engine knows, in a project outside of this build, with callbacks; and the page that is made of them. */
class OwnLoopTests {

    private static final Path PROJECT = Path.of(System.getProperty("trackside.projects"), "own-loop");
    private static final Path DATA = Path.of("breast-cancer/breast_cancer.csv").toAbsolutePath();
    private static final Path SOURCES = Path.of("own-loop/src/main/java/com/example/ownloop");
    private static final Path PAGE = Path.of("../docs/own-loop.md");
    private static final Pattern ACCURACY = Pattern.compile("(?m)^STOPPED, validation accuracy ([\\d.]+)$");

    @TempDir
    Path folder;

    @Nested
    class ALoop {

        @Test
        void ofPlainArraysIsLoggedScheduledAndStoppedEarly() throws Exception {
            Trackside.Ended ended = main("PlainArrays");

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .containsPattern("(?m)^early-stopping \\(DECIDE\\) from trackside-plugin-early-stopping-.*\\.jar")
                    .containsPattern("(?m)^lr-schedule \\(DECIDE\\) from trackside-plugin-lr-schedule-.*\\.jar")
                    .containsPattern("(?m)^Epoch 10 finished in .*: Loss = 0\\.\\d+, Validation loss = 0\\.\\d+")
                    .containsPattern(
                            "(?m)^Training stopped after \\d+ epochs.*: val_loss has not improved for 5 checks");
            assertThat(accuracy(ended)).isGreaterThan(0.95);
        }

        @Test
        void ofTheStepsOfALibraryIsStoppedEarly() throws Exception {
            Trackside.Ended ended = main("WithTribuo");

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .containsPattern(
                            "(?m)^Training stopped after \\d+ epochs.*: val_loss has not improved for 5 checks");
            assertThat(accuracy(ended)).isGreaterThan(0.95);
        }
    }

    @Nested
    class ThePage {

        @Test
        void showsTheCodeThatRuns() throws IOException {
            Snippets.of(SOURCES).standIn(PAGE);
        }
    }

    private static double accuracy(Trackside.Ended ended) {
        Matcher accuracy = ACCURACY.matcher(ended.output());
        assertThat(accuracy.find()).as(ended.output()).isTrue();
        return Double.parseDouble(accuracy.group(1));
    }

    private Trackside.Ended main(String name) throws IOException, InterruptedException {
        Path target = target();
        String classPath = target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";
        return Trackside.java(classPath, folder, List.of("com.example.ownloop." + name, DATA.toString()))
                .await();
    }

    private static Path target() throws IOException {
        try (Stream<Path> built = Files.walk(PROJECT)) {
            return built.filter(path -> path.endsWith("target/lib"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        }
    }
}
