package dev.trackside.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An extension of the processor that a project outside of this build has made, and its consumer; and the page that is made of them. */
class ProcessorExtensionTests {

    private static final Path PROJECTS = Path.of(System.getProperty("trackside.projects"));
    private static final Path PROJECT = PROJECTS.resolve("processor-extension");
    private static final Path METRICS_KIT = PROJECT.resolve("metrics-kit/target/metrics-kit-1.0.jar");
    private static final Path REPOSITORY = PROJECTS.resolveSibling("repository/dev/trackside");

    @TempDir
    Path folder;

    @Test
    void writesCodeThatItsConsumerRuns() throws Exception {
        Path target = PROJECT.resolve("consumer/target");
        String classPath = target.resolve("classes") + File.pathSeparator + target.resolve("lib") + "/*";

        Trackside.Ended ended = Trackside.java(classPath, folder, List.of("com.example.consumer.Main"))
                .await();

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output().lines()).contains("42.0 1/s");
    }

    @Test
    void findsWhatItIsMadeToFindAtItsLine() throws Exception {
        Trackside.Ended ended = javac("-AmetricsKit.strict=true");

        assertThat(ended.exitCode()).as(ended.output()).isOne();
        assertThat(ended.output())
                .startsWith(
                        "Throughput.java:4: error: [metrics-kit:unit-missing] `double answers` is a metric without a unit.")
                .contains("1 error");
    }

    @Test
    void onlyWarnsUnlessItsOptionSaysSo() throws Exception {
        Trackside.Ended ended = javac("-Xlint:all,-processing");

        assertThat(ended.exitCode()).as(ended.output()).isZero();
        assertThat(ended.output())
                .startsWith("Throughput.java:4: warning: [metrics-kit:unit-missing]")
                .contains("1 warning");
    }

    @Test
    void isShownByThePageAsItRuns() throws IOException {
        Snippets.of(Path.of("processor-extension")).standIn(Path.of("../docs/processor-extension.md"));
    }

    /** The plain compiler, with what the build has installed and the project has built. */
    private Trackside.Ended javac(String option) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("Throughput.java"), """
                package p;
                import dev.trackside.*;
                class Throughput {
                    @OnEpochEnd void report(@Metric("answers") double answers) {}
                }
                """);
        String api = jar("trackside-api");
        String processors = Stream.of(jar("trackside-processor"), jar("trackside-processor-model"), api, METRICS_KIT)
                .map(Object::toString)
                .collect(Collectors.joining(File.pathSeparator));
        return Trackside.java(
                        api,
                        folder,
                        List.of(
                                "-m",
                                "jdk.compiler/com.sun.tools.javac.Main",
                                "-processorpath",
                                processors,
                                "-classpath",
                                api,
                                "-d",
                                "classes",
                                option,
                                "Throughput.java"))
                .await();
    }

    private static String jar(String artifact) throws IOException {
        try (Stream<Path> files = Files.walk(REPOSITORY.resolve(artifact))) {
            return files.filter(file -> file.getFileName().toString().matches(artifact + "-[\\d.]+(-SNAPSHOT)?\\.jar"))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }
}
