package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A plugin written in Kotlin, in a project outside of this build, whose table the processor has written under kapt. */
class KotlinPluginTests {

    private static final Path HOME = Path.of(System.getProperty("trackside.home"));
    private static final Path PROJECTS = Path.of(System.getProperty("trackside.projects"));
    private static final Path DIGITS = Path.of("digits/digits.yaml").toAbsolutePath();
    private static final Path SOURCE = Path.of("kotlin-plugin/src/main/kotlin/com/example/kotlin/Overshoot.kt");
    private static final Pattern SNIPPET = Pattern.compile("(?ms)// docs: (?!end$).*?\\n(.*?)\\n *// docs: end$");

    @TempDir
    Path folder;

    @Nested
    class InASubFolderWithTheLibraryOfKotlin {

        @Test
        void stopsARunAndCallsHandlersThatAreInheritedAndInternal() throws Exception {
            dropIn();

            Trackside.Ended ended = train(
                    "--set", "overshoot.patience=1",
                    "--set", "overshoot.remark=up it goes",
                    "--set", "overshoot.grace=90s");

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .contains("overshoot (DECIDE) from ")
                    .containsPattern("up it goes \\(epoch \\d+, \\d+ batches\\)")
                    .contains("the validation loss has risen 1 times in a row")
                    .containsPattern(
                            "overshoot saw \\d+ epochs of digits, \\d+ batches, grace PT1M30S, report \\[loss, val_loss]");
        }

        @Test
        void hasTheValuesThatKotlinGivesItsOptions() throws Exception {
            dropIn();

            Trackside.Ended ended = train("--set", "overshoot.patience=99", "--set", "run.epochs=2");

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .containsPattern(
                            "overshoot saw 2 epochs of digits, [1-9]\\d* batches, grace PT5M, report \\[loss, val_loss]");
        }

        @Test
        void getsItsOptionsChecked() throws Exception {
            dropIn();

            Trackside.Ended ended = train("--set", "overshoot.patience=0");

            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(2);
            assertThat(ended.output()).contains("overshoot", "patience").doesNotContain("\tat ");
        }
    }

    @Nested
    class Mistakes {

        @Test
        void areDiagnosedInTheBuildOfKotlin() throws IOException {
            String log = Files.readString(PROJECTS.resolve("kotlin-mistakes/build.log"));

            assertThat(log)
                    .contains(
                            "[trackside:option-private] Mistakes.patience is private",
                            "[trackside:metric-type] @Metric on Double",
                            "[trackside:private-handler] Mistakes.hidden(Epoch) is private",
                            "[trackside:static-handler] Mistakes.ended() is static");
        }
    }

    @Test
    void isShownByThePageAsItRuns() throws IOException {
        String page = Files.readString(Path.of("../docs/kotlin.md"));
        Matcher snippet = SNIPPET.matcher(Files.readString(SOURCE));
        int found = 0;
        while (snippet.find()) {
            assertThat(page).contains("```kotlin\n" + snippet.group(1).stripIndent() + "\n```");
            found++;
        }
        assertThat(found).isEqualTo(2);
    }

    private void dropIn() throws IOException {
        Path plugin = Files.createDirectories(folder.resolve("plugins/kotlin-plugin"));
        Path target = PROJECTS.resolve("kotlin-plugin/target");
        Files.copy(target.resolve("kotlin-plugin-1.0.jar"), plugin.resolve("kotlin-plugin-1.0.jar"));
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            for (Path library : libraries.toList()) {
                Files.copy(library, plugin.resolve(library.getFileName()));
            }
        }
    }

    private Trackside.Ended train(String... arguments) throws Exception {
        List<String> all = Stream.concat(
                        Stream.of("train", DIGITS.toString(), "--plugins", "plugins", "--set", "early-stopping=false"),
                        Stream.of(arguments))
                .toList();
        return Trackside.run(HOME, folder, all);
    }
}
