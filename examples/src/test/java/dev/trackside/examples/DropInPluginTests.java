package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A jar that a project outside of this build has made is dropped into a folder and joins {@code trackside train} in a fresh JVM. */
class DropInPluginTests {

    private static final Path HOME = Path.of(System.getProperty("trackside.home"));
    private static final Path PROJECTS = Path.of(System.getProperty("trackside.projects"));
    private static final Path DIGITS = Path.of("digits/digits.yaml").toAbsolutePath();

    @TempDir
    Path folder;

    @Nested
    class InAPluginsFolder {

        @Test
        void joinsTheRunInItsOrderAndStopsIt() throws Exception {
            dropIn("drop-in-plugin");

            Trackside.Ended ended = train(
                    "--set",
                    "overfitting.gap=0.000001",
                    "--set",
                    "overfitting.patience=2",
                    "--set",
                    "early-stopping=false");

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output())
                    .contains("overfitting (DECIDE) from drop-in-plugin-1.0.jar")
                    .contains("Epoch")
                    .contains("overfits: the validation loss is")
                    .contains("overfitting for 2 epochs in a row");
            assertThat(ended.output().indexOf("overfitting (DECIDE)"))
                    .as("deciders are attached before what persists")
                    .isLessThan(ended.output().indexOf("checkpoint (PERSIST)"));
        }

        @Test
        void decidesTheSameInAReplay() throws Exception {
            dropIn("drop-in-plugin");
            Trackside.Ended trained = train("--set", "overfitting.gap=0.000001", "--set", "overfitting.patience=2");
            assertThat(trained.exitCode()).as(trained.output()).isZero();

            Trackside.Ended replayed = Trackside.run(HOME, folder, List.of("replay", "last", "--check"));

            assertThat(replayed.exitCode()).as(replayed.output()).isZero();
            assertThat(replayed.output())
                    .containsPattern("as then  epoch \\d+: overfitting, stop: ")
                    .contains(", the same as then.");

            Files.move(folder.resolve("plugins"), folder.resolve("elsewhere"));
            Trackside.Ended lost = Trackside.run(HOME, folder, List.of("replay", "last"));
            Trackside.Ended found =
                    Trackside.run(HOME, folder, List.of("replay", "last", "--check", "--plugins", "elsewhere"));

            assertThat(lost.exitCode()).isEqualTo(2);
            assertThat(lost.output())
                    .contains("overfitting was in drop-in-plugin-1.0.jar; name the folder by --plugins DIR");
            assertThat(found.exitCode()).as(found.output()).isZero();
        }

        @Test
        void isLeftOutOfRunsThatDoNotAskForIt() throws Exception {
            dropIn("drop-in-plugin");

            Trackside.Ended ended = train("--set", "run.epochs=1");

            assertThat(ended.exitCode()).as(ended.output()).isZero();
            assertThat(ended.output()).contains("overfitting not attached: joins only when configured");
        }

        @Test
        void getsItsOptionsChecked() throws Exception {
            dropIn("drop-in-plugin");

            Trackside.Ended ended = train("--set", "overfitting.patients=2");

            assertThat(ended.exitCode()).as(ended.output()).isEqualTo(2);
            assertThat(ended.output()).contains("did you mean 'patience'?").doesNotContain("\tat ");
        }
    }

    private void dropIn(String project) throws IOException {
        Path plugins = Files.createDirectories(folder.resolve("plugins"));
        try (Stream<Path> built = Files.walk(PROJECTS.resolve(project))) {
            List<Path> jars = built.filter(path -> path.getFileName().toString().endsWith("-1.0.jar"))
                    .toList();
            assertThat(jars).as("the jar that %s has built", project).hasSize(1);
            Files.copy(jars.get(0), plugins.resolve(jars.get(0).getFileName()));
        }
    }

    private Trackside.Ended train(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("train", DIGITS.toString(), "--plugins", "plugins"));
        all.addAll(List.of(arguments));
        return Trackside.run(HOME, folder, all);
    }
}
