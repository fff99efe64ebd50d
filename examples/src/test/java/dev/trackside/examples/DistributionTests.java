package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an operator does: unpacks the archive of a release, drops the jar of a stranger's project into its plugins folder, and starts its launcher
 * somewhere else.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a script for shells")
class DistributionTests {

    private static final Path ARCHIVE = Path.of(System.getProperty("trackside.archive"));
    private static final Path JAR =
            Path.of(System.getProperty("trackside.projects"), "drop-in-plugin/target/drop-in-plugin-1.0.jar");
    private static final Path DIGITS = Path.of("digits/digits.yaml").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void runsAPluginThatIsDroppedIntoItsFolder() throws Exception {
        Path home = unpack(folder.resolve("my programs"));
        Files.copy(JAR, home.resolve("plugins").resolve(JAR.getFileName()));

        Trackside.Ended training = start(
                home,
                "train",
                DIGITS.toString(),
                "--set",
                "overfitting.gap=0.000001",
                "--set",
                "overfitting.patience=2",
                "--set",
                "early-stopping=false");

        assertThat(training.exitCode()).as(training.output()).isZero();
        assertThat(training.output())
                .contains("overfitting (DECIDE) from drop-in-plugin-1.0.jar")
                .contains("overfitting for 2 epochs in a row");
        Trackside.Ended why = start(home, "plugins", "why", "overfitting");
        assertThat(why.exitCode()).as(why.output()).isZero();
        assertThat(why.output())
                .contains("overfitting does not join: joins only when configured")
                .contains("plugin overfitting 1.0 from drop-in-plugin-1.0.jar");
        Trackside.Ended doctor = start(home, "plugins", "doctor", DIGITS.toString());
        assertThat(doctor.exitCode()).as(doctor.output()).isZero();
    }

    private static Path unpack(Path target) throws Exception {
        Files.createDirectories(target);
        Trackside.Ended tar = run(target, List.of("tar", "-xzf", ARCHIVE.toString()));
        assertThat(tar.exitCode()).as(tar.output()).isZero();
        try (Stream<Path> homes = Files.list(target)) {
            return homes.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    private Trackside.Ended start(Path home, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(home.resolve("bin/trackside").toString()));
        command.addAll(List.of(arguments));
        return run(Files.createDirectories(folder.resolve("work")), command);
    }

    private static Trackside.Ended run(Path directory, List<String> command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(3, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("%s has not ended: %s".formatted(command, Files.readString(output)));
            }
            return new Trackside.Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
