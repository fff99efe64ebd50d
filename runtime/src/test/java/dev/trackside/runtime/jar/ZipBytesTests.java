package dev.trackside.runtime.jar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.trackside.runtime.facts.JarFacts;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipBytesTests {

    @TempDir
    Path folder;

    private final Unpacker unpacker = new Unpacker();

    @Test
    void itReadsWhatTheJdkReads() throws IOException {
        Path jar = TestJar.plugin("hello")
                .file("empty", "")
                .file("d/large", new byte[100_000])
                .in(folder, "a.jar");
        ZipBytes zip = new ZipBytes(Files.readAllBytes(jar), unpacker);

        try (ZipFile jdk = new ZipFile(jar.toFile())) {
            assertThat(zip.names()).hasSize(jdk.size());
            for (Enumeration<? extends ZipEntry> entries = jdk.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                byte[] bytes = jdk.getInputStream(entry).readAllBytes();
                assertThat(zip.read(entry.getName(), 1 << 20)).isEqualTo(bytes);
                assertThat(zip.head(entry.getName(), 10)).isEqualTo(Arrays.copyOf(bytes, Math.min(10, bytes.length)));
            }
        }
        assertThat(zip.read("nothing", 10)).isNull();
        assertThat(zip.read("META-INF/nothing", 10)).isNull();
    }

    @Test
    void whatStandsBeforeAnArchiveIsPassedOver() throws IOException {
        byte[] jar = Files.readAllBytes(TestJar.plugin("hello").in(folder, "a.jar"));
        byte[] executable = new byte[jar.length + 100];
        System.arraycopy(jar, 0, executable, 100, jar.length);

        assertThat(new ZipBytes(executable, unpacker).read("plugin/hello/Table.class", 1 << 20))
                .isEqualTo(new ZipBytes(jar, unpacker).read("plugin/hello/Table.class", 1 << 20));
    }

    /** Whatever the bytes, the answer is an exception that is expected, or a content; never another error, never endless. */
    @Test
    void damageAnywhereIsNoticedOrHarmless() throws IOException {
        byte[] jar = Files.readAllBytes(TestJar.plugin("hello").in(folder, "a.jar"));
        Random random = new Random(42);
        for (int round = 0; round < 4000; round++) {
            byte[] damaged = round % 4 == 0 ? Arrays.copyOf(jar, random.nextInt(jar.length)) : jar.clone();
            for (int i = 0; i < 1 + round % 8 && damaged.length > 0; i++) {
                // Mostly at the end, where the directory is.
                int at = random.nextBoolean()
                        ? random.nextInt(damaged.length)
                        : Math.max(0, damaged.length - 1 - random.nextInt(700));
                damaged[Math.min(at, damaged.length - 1)] = (byte) random.nextInt();
            }
            assertThatCode(() -> readAll(damaged)).satisfies(fault -> {
                if (fault != null) {
                    assertThat(fault).isInstanceOf(IOException.class);
                }
            });
        }
    }

    private void readAll(byte[] bytes) throws IOException {
        ZipBytes zip = new ZipBytes(bytes, unpacker);
        for (String name : zip.names()) {
            zip.read(name, 1 << 20);
            zip.head(name, 100);
        }
        Path file = Files.write(folder.resolve("x.jar"), bytes);
        PluginJar jar = PluginJar.take("x.jar", file.toFile(), new JarCopies());
        JarFacts.read(jar);
        jar.hold();
    }
}
