package dev.trackside.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/** A Java of its own for each, as DJL starts its engine once. */
class NativesTests {

    @TempDir(factory = BesideTheCache.class)
    private Path folder;

    /** On the same file system, so that its files can be linked. */
    static final class BesideTheCache implements TempDirFactory {

        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
            Path cache = Path.of(System.getProperty("DJL_CACHE_DIR"));
            return Files.createTempDirectory(Files.createDirectories(cache.resolveSibling("natives-tests")), "test");
        }
    }

    /** Starts DJL's engine and prints what comes of it. */
    static final class Start {

        private Start() {}

        public static void main(String[] arguments) {
            try {
                System.out.println("started " + Natives.start().getEngineName());
            } catch (dev.trackside.TracksideException said) {
                System.out.println(said.getMessage());
            }
        }
    }

    @Test
    void withAllArtifactsItStarts() throws Exception {
        assertThat(start(jar -> true)).isEqualTo("started PyTorch");
    }

    @Test
    void withoutAnEngineItNamesOne() throws Exception {
        assertThat(start(jar -> !jar.contains("pytorch")))
                .startsWith(
                        "DJL has no engine on the class path: add ai.djl.pytorch:pytorch-engine:" + Natives.TESTED_DJL)
                .contains("docs/engines/djl.md");
    }

    @Test
    void withoutNativeLibrariesItNamesThem() throws Exception {
        assertThat(start(jar -> !jar.contains("pytorch-native")))
                .startsWith(
                        "DJL's engine does not start: there are no native libraries of PyTorch for this platform: add "
                                + "ai.djl.pytorch:pytorch-native-cpu:" + Natives.TESTED_PYTORCH + ":"
                                + Natives.platform() + ".");
    }

    @Test
    void withoutTheBridgeItNamesIt() throws Exception {
        assertThat(start(jar -> !jar.contains("pytorch-jni")))
                .startsWith("DJL's engine does not start: the bridge to PyTorch is missing: add "
                        + "ai.djl.pytorch:pytorch-jni:" + Natives.TESTED_PYTORCH + "-" + Natives.TESTED_DJL + ".");
    }

    @Test
    void withABridgeOfAnotherVersionItNamesTheRightOne() throws Exception {
        Path properties = folder.resolve("jnilib/pytorch.properties");
        Files.createDirectories(properties.getParent());
        Files.writeString(properties, "jni_version=2.5.1-0.33.0\n");

        assertThat(start(jar -> !jar.contains("pytorch-jni"), folder))
                .startsWith(
                        "DJL's engine does not start: pytorch-jni is of version 2.5.1-0.33.0, which does not fit PyTorch "
                                + "2.7.1 and DJL 0.35.1: add ai.djl.pytorch:pytorch-jni:2.7.1-0.35.1 in its place.");
    }

    @Test
    void withAnEngineOfAnotherVersionItNamesTheRightOne() throws Exception {
        Files.writeString(folder.resolve("pytorch-engine.properties"), "djl_version=0.36.0\npytorch_version=2.7.1\n");

        assertThat(start(jar -> !jar.contains("pytorch-jni"), folder))
                .startsWith(
                        "DJL's engine does not start: pytorch-engine is of version 0.36.0, but ai.djl:api of 0.35.1: add "
                                + "ai.djl.pytorch:pytorch-engine:0.35.1 in its place.");
    }

    @BeforeAll
    static void unpack() {
        Natives.start();
    }

    private String start(Predicate<String> jars, Path... first) throws IOException, InterruptedException {
        List<String> classPath = new ArrayList<>();
        for (Path entry : first) {
            classPath.add(entry.toString());
        }
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jars)
                .forEach(classPath::add);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dai.djl.offline=true",
                        "-DDJL_CACHE_DIR=" + cache(jars),
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        Start.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(output.toFile())
                .start();
        process.waitFor();
        return Files.readString(output, StandardCharsets.UTF_8).strip();
    }

    /** What was unpacked once is found without its jar, so each test has a cache with no more than its jars would give. */
    private Path cache(Predicate<String> jars) throws IOException {
        Path unpacked = Path.of(System.getProperty("DJL_CACHE_DIR"));
        if (jars.test("pytorch-native") && jars.test("pytorch-jni")) {
            return unpacked;
        }
        Path own = folder.resolve("cache");
        if (jars.test("pytorch-native")) {
            linkAllButTheBridge(unpacked, own);
        }
        return own;
    }

    /** Spares each test the unpacking of nearly half a gigabyte. */
    private static void linkAllButTheBridge(Path unpacked, Path own) throws IOException {
        try (Stream<Path> files = Files.walk(unpacked)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().contains("djl_torch"))
                    .toList()) {
                Path link = own.resolve(unpacked.relativize(file));
                Files.createDirectories(link.getParent());
                Files.createLink(link, file);
            }
        }
    }
}
