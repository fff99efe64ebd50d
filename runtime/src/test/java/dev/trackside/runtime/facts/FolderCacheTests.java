package dev.trackside.runtime.facts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.FileDecision;
import dev.trackside.runtime.discovery.PluginFolder;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of a plugins folder spares opening jars, and is never believed too much. */
class FolderCacheTests {

    private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

    @TempDir
    Path temporary;

    private Path folder;
    private Path caches;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectories(temporary.resolve("plugins"));
        caches = temporary.resolve("a/cache");
    }

    private Discovery discover() {
        return Discovery.of(HostLoader.INSTANCE, List.of(new PluginFolder(folder, true, caches)), List.of());
    }

    private List<String> ids() {
        try (Discovery discovery = discover()) {
            return discovery.plugins().stream().map(FoundPlugin::id).toList();
        }
    }

    private Path plugin(String id, String name) throws IOException {
        return settled(TestJar.plugin(id).in(folder, name));
    }

    private static Path settled(Path jar) throws IOException {
        return Files.setLastModifiedTime(jar, LONG_AGO);
    }

    private Path cache() throws IOException {
        try (Stream<Path> files = Files.list(caches)) {
            List<Path> all = files.toList();
            assertThat(all).as("nothing is left aside").hasSize(1);
            return all.get(0);
        }
    }

    /** Other bytes with the same size and time. */
    private static void spoil(Path jar) throws IOException {
        FileTime time = Files.getLastModifiedTime(jar);
        Files.write(jar, new byte[(int) Files.size(jar)]);
        Files.setLastModifiedTime(jar, time);
    }

    @Test
    void jarsThatHaveNotChangedAreKnownWithoutBeingOpenedAndWork() throws IOException {
        plugin("one", "one.jar");
        settled(new TestJar()
                .service("plugin.two.Table")
                .descriptor(
                        "two",
                        "\"phase\": \"DECIDE\", \"attach\": \"WHEN_CONFIGURED\", \"onFailure\": \"FAIL\", \"before\": [\"a\"],"
                                + " \"after\": [\"b\", \"ü\"], \"requires\": [\"one\"], \"produces\": [\"x y\"], \"java\": 17, \"apiVersion\": \"0.1\",")
                .in(folder, "two.jar"));
        List<PluginFacts> read;
        try (Discovery discovery = discover()) {
            read = discovery.plugins().stream().map(FoundPlugin::facts).toList();
        }
        spoil(folder.resolve("two.jar"));

        try (Discovery discovery = discover()) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::facts).isEqualTo(read);
            assertThat(discovery.plugins())
                    .extracting(FoundPlugin::tableName)
                    .containsExactly("plugin.one.Table", "plugin.two.Table");
            assertThat(discovery.plugins().get(0).table().plugin().id()).isEqualTo("one");
            assertThat(discovery.files()).extracting(FileDecision::outcome).containsOnly(FileDecision.Outcome.USED);
        }
    }

    @Test
    void aJarWithAnotherTimeOrSizeIsReadAgain() throws IOException {
        plugin("hello", "a.jar");
        plugin("other", "b.jar");
        assertThat(ids()).containsExactly("hello", "other");

        spoil(folder.resolve("a.jar"));
        Files.setLastModifiedTime(folder.resolve("a.jar"), FileTime.fromMillis(LONG_AGO.toMillis() + 1000));
        plugin("longer-name", "b.jar");

        assertThat(ids()).containsExactly("longer-name");
        assertThat(ids()).containsExactly("longer-name");
    }

    @Test
    void jarsComeAndGo() throws IOException {
        plugin("one", "one.jar");
        plugin("two", "two.jar");
        assertThat(ids()).containsExactly("one", "two");

        Files.delete(folder.resolve("one.jar"));
        plugin("three", "three.jar");

        assertThat(ids()).containsExactly("three", "two");
        assertThat(ids()).containsExactly("three", "two");
    }

    @Test
    void pluginsWithLibrariesAreRememberedToo() throws IOException {
        Path unit = Files.createDirectories(folder.resolve("unit"));
        settled(TestJar.plugin("hello").in(unit, "a.jar"));
        settled(new TestJar().file("x.txt", "library").in(unit, "lib.jar"));
        ids();
        spoil(unit.resolve("lib.jar"));
        spoil(unit.resolve("a.jar"));

        assertThat(ids()).containsExactly("hello");
    }

    /** Size and time can lie; then the classes of the jar are not used, and the next start knows better. */
    @Test
    void aJarThatIsAnotherOneAfterAllIsRefusedAndTheMemoryForgotten() throws IOException {
        plugin("one", "one.jar");
        plugin("two", "two.jar");
        ids();
        spoil(folder.resolve("one.jar"));

        try (Discovery discovery = discover()) {
            assertThat(discovery.loadAll())
                    .extracting(Refusal::text)
                    .containsExactly(
                            "one.jar: plugin 'one': the file was changed after it had been looked at; start again.");
            assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("two");
        }
        try (Discovery discovery = discover()) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("two");
            assertThat(discovery.refusals().get(0).text()).startsWith("one.jar: this is not a jar");
        }
    }

    @Test
    void whatWasChangedAMomentAgoIsNotRemembered() throws IOException {
        Path jar = TestJar.plugin("hello").in(folder, "a.jar");
        ids();
        spoil(jar);

        assertThat(ids()).isEmpty();
    }

    @Test
    void whatIsWrongWithAJarIsSaidEachTime() throws IOException {
        settled(TestJar.plugin("hello").withoutDescriptors().in(folder, "a.jar"));
        settled(Files.writeString(folder.resolve("b.jar"), "<html>"));

        for (int i = 0; i < 2; i++) {
            try (Discovery discovery = discover()) {
                assertThat(discovery.notices()).hasSize(1);
                assertThat(discovery.refusals()).hasSize(1);
            }
        }
    }

    @Test
    void damageAnywhereInTheMemoryChangesNothingButTheCost() throws IOException {
        plugin("one", "one.jar");
        plugin("two", "two.jar");
        ids();
        Path cache = cache();
        byte[] sound = Files.readAllBytes(cache);

        for (int at = 0; at < sound.length; at++) {
            byte[] damaged = sound.clone();
            damaged[at] ^= 0x55;
            Files.write(cache, damaged);
            assertThat(ids()).as("byte %d", at).containsExactly("one", "two");
            assertThat(cache()).hasBinaryContent(sound);
        }
    }

    @Test
    void cutEmptyAndForeignMemoriesAreWrittenAnew() throws IOException {
        plugin("one", "one.jar");
        ids();
        Path cache = cache();
        byte[] sound = Files.readAllBytes(cache);

        for (int length = 0; length < sound.length; length++) {
            Files.write(cache, Arrays.copyOf(sound, length));
            assertThat(ids()).as("length %d", length).containsExactly("one");
            assertThat(cache()).hasBinaryContent(sound);
        }
        Files.write(cache, Arrays.copyOf(sound, sound.length + 100));
        assertThat(ids()).containsExactly("one");
        assertThat(cache()).hasBinaryContent(sound);
    }

    @Test
    void theMemoryOfAnotherFolderIsNotBelieved() throws IOException {
        plugin("one", "one.jar");
        ids();
        byte[] ofThis = Files.readAllBytes(cache());
        Files.delete(cache());
        Path first = folder;
        folder = Files.createDirectories(temporary.resolve("others"));
        plugin("two", "one.jar");
        ids();
        Files.write(cache(), ofThis);

        assertThat(ids()).containsExactly("two");
        folder = first;
        assertThat(ids()).containsExactly("one");
    }

    @Test
    void itNeedNotBeWritable() throws IOException {
        plugin("one", "one.jar");
        caches = Files.writeString(temporary.resolve("file"), "no folder").resolve("cache");
        assertThat(ids()).containsExactly("one");

        caches = Files.createDirectories(temporary.resolve("b"));
        ids();
        Path cache = cache();
        Files.delete(cache);
        Files.createDirectories(cache.resolve("in its place"));
        assertThat(ids()).containsExactly("one");
        assertThat(ids()).containsExactly("one");
        try (Stream<Path> files = Files.list(caches)) {
            assertThat(files).containsExactly(cache);
        }
    }

    @Test
    void severalMayWriteItAtOnce() throws Exception {
        plugin("one", "one.jar");
        plugin("two", "two.jar");
        ids();
        Path cache = cache();
        byte[] sound = Files.readAllBytes(cache);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<List<String>> start = () -> {
                Files.deleteIfExists(cache);
                return ids();
            };
            for (Future<List<String>> found : threads.invokeAll(java.util.Collections.nCopies(100, start))) {
                assertThat(found.get()).containsExactly("one", "two");
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(ids()).containsExactly("one", "two");
        assertThat(cache()).hasBinaryContent(sound);
    }
}
