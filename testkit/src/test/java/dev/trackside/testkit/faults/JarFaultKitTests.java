package dev.trackside.testkit.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.stale.StopWhenStale;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class JarFaultKitTests {

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void aJarOfThePluginOfTheGuide() throws IOException {
        jar = Files.write(folder.resolve("stale.jar"), Zips.of(files()));
    }

    @TestFactory
    Stream<DynamicTest> aSoundPluginIsNotDisturbed() {
        return JarFaultKit.of(jar).option("stop-when-stale.patience", 2).tests();
    }

    @Test
    void aFolderOfClassesIsPacked() throws IOException {
        Path classes = folder.resolve("classes");
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Path path = classes.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }

        JarFaultKit kit = JarFaultKit.of(classes).option("stop-when-stale.patience", 2);
        assertThatCode(kit::runAlone).doesNotThrowAnyException();
    }

    @Test
    void aPluginThatNobodyConfiguresIsToldToBe() {
        assertThatThrownBy(() -> JarFaultKit.of(jar).runAlone())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("has joined the run. One that joins only when it is configured needs an option");
    }

    @Test
    void aJarWithoutAClassThatItNeedsIsToldBeforeAnyFault() throws IOException {
        Map<String, byte[]> files = files();
        files.remove("com/example/stale/StopWhenStale.class");
        Path broken = Files.write(folder.resolve("broken.jar"), Zips.of(files));

        assertThatThrownBy(() -> JarFaultKit.of(broken)
                        .option("stop-when-stale.patience", 2)
                        .runAlone())
                .hasMessageContaining("it needs the class com.example.stale.StopWhenStale, which is not there");
    }

    @Test
    void eachBrokenJarIsAnotherOne() throws IOException {
        Map<String, BrokenJar> seen = new TreeMap<>();
        for (BrokenJar broken : BrokenJar.values()) {
            String content = Zips.text(Files.readAllBytes(broken.put(folder, "b.jar", jar)));
            assertThat(seen.put(content, broken)).as(broken.name()).isNull();
        }
    }

    /** What the processor and the compiler have made of the plugin. */
    private static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        String table = StopWhenStale.class.getName() + "_Table";
        files.put(
                "META-INF/services/dev.trackside.spi.HandlerTable",
                (table + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8));
        Path root;
        try {
            root = Path.of(StopWhenStale.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException bad) {
            throw new IllegalStateException(bad);
        }
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString();
                if (name.matches(
                        "com/example/stale/StopWhenStale(_Table.*)?\\.class|META-INF/trackside/" + table + "\\.json")) {
                    files.put(name, Files.readAllBytes(file));
                }
            }
        }
        return files;
    }
}
