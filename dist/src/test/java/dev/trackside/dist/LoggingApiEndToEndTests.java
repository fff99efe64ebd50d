package dev.trackside.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that runs Trackside with Log4j's API and nothing behind it: nothing is missing. */
class LoggingApiEndToEndTests {

    private static final String PROGRAM = """
            import dev.trackside.run.RunResult;
            import dev.trackside.run.Trackside;

            public class Program {
                public static void main(String[] arguments) {
                    RunResult result = Trackside.run("bare").withoutConfig().epochs(2).produces("loss").train(loop -> {
                        for (var epoch : loop.epochs()) {
                            epoch.record("loss", 1.0);
                        }
                    });
                    System.out.println(result.outcome() + " " + result.summary().callbacks().size());
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void aProgramWithoutAnImplementationOfTheLogRunsWithPlugins() throws Exception {
        Ended ended = run();

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out().strip()).matches("COMPLETED [1-9]\\d*");
        assertThat(ended.err()).as("what Log4j's API and Trackside complain of").doesNotContain("Exception", "Error");
    }

    @Test
    void theTestSeesTheJarsThatItMeansToLeaveOut() throws IOException {
        assertThat(jars(true)).anyMatch(jar -> jar.contains("log4j-core"));
        assertThat(jars(false)).noneMatch(jar -> jar.contains("log4j-core")).anyMatch(jar -> jar.contains("log4j-api"));
    }

    private record Ended(int exitCode, String out, String err) {}

    private Ended run() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("Program.java"), PROGRAM);
        Path err = folder.resolve("err.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        String.join(File.pathSeparator, jars(false)),
                        source.toString())
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(err));
    }

    /** The libraries of the distribution, with or without what is behind Log4j's API. */
    private static List<String> jars(boolean all) throws IOException {
        try (Stream<Path> jars = Files.list(Path.of(System.getProperty("trackside.home"), "lib"))) {
            return jars.map(Path::toString)
                    .filter(jar -> all || !jar.contains("log4j-core") && !jar.contains("log4j-layout"))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }
}
