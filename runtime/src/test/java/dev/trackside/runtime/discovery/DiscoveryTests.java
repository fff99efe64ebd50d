package dev.trackside.runtime.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.testing.BrokenPlugins;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.LibraryJars;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DiscoveryTests {

    private static final ClassLoader HOST = HostLoader.INSTANCE;

    @TempDir
    Path folder;

    private final OpenDiscoveries discoveries = new OpenDiscoveries();

    @AfterEach
    void close() throws Exception {
        discoveries.close();
    }

    @Test
    void aJarInAFolderIsFound() throws IOException {
        Path jar = TestJar.plugin("hello").in(folder, "hello-1.0.jar");

        Discovery discovery = discoveries.in(folder);

        assertThat(discovery.refusals()).isEmpty();
        FoundPlugin plugin = OpenDiscoveries.only(discovery);
        assertThat(plugin.id()).isEqualTo("hello");
        assertThat(plugin.origin()).isEqualTo("hello-1.0.jar");
        assertThat(plugin.jar()).isEqualTo(jar.toAbsolutePath());
        assertThat(plugin.loader())
                .isNotSameAs(HOST)
                .isSameAs(plugin.table().getClass().getClassLoader());
        assertThat(plugin.table().create().getClass()).isEqualTo(plugin.table().handlerClass());
    }

    @Test
    void pluginsComeByIdWhateverTheirFilesAreCalled() throws IOException {
        TestJar.plugin("a").in(folder, "z.jar");
        TestJar.plugin("b").in(folder, "y.JAR");
        TestJar.plugin("c").in(folder.resolve("unit"), "x.jar");

        assertThat(discoveries.in(folder).plugins()).extracting(FoundPlugin::id).containsExactly("a", "b", "c");
    }

    @Test
    void aJarOnTheClassPathIsFoundWithItsName() throws IOException {
        Path jar = TestJar.plugin("hello").in(folder, "hello.jar");

        Discovery discovery = discoveries.onClassPath(jar);

        assertThat(OpenDiscoveries.only(discovery).origin()).isEqualTo("hello.jar");
        assertThat(OpenDiscoveries.only(discovery).jar()).isEqualTo(jar.toAbsolutePath());
    }

    @Test
    void aFolderOfClassesOnTheClassPathIsCalledSo() throws IOException {
        Path jar = TestJar.plugin("hello").in(folder, "hello.jar");
        Path classes = folder.resolve("classes");
        try (java.nio.file.FileSystem zip = java.nio.file.FileSystems.newFileSystem(jar);
                Stream<Path> files = Files.walk(zip.getPath("/"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = classes.resolve(file.toString().substring(1));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }

        assertThat(OpenDiscoveries.only(discoveries.onClassPath(classes)).origin())
                .isEqualTo("class path");
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenJarInAFolderIsRefusedInWordsAndHidesNobody(BrokenPlugins broken) throws IOException {
        TestJar.plugin("first").in(folder, "a.jar");
        broken.jar().in(folder, "b.jar");
        TestJar.plugin("last").in(folder, "c.jar");

        assertRefused(discoveries.in(folder), broken);
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenJarOnTheClassPathIsRefusedInWordsAndHidesNobody(BrokenPlugins broken) throws IOException {
        assertRefused(
                discoveries.onClassPath(
                        TestJar.plugin("first").in(folder, "a.jar"),
                        broken.jar().in(folder, "b.jar"),
                        TestJar.plugin("last").in(folder, "c.jar")),
                broken);
    }

    private static void assertRefused(Discovery discovery, BrokenPlugins broken) {
        assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("first", "last");
        assertThat(discovery.refusals()).hasSize(1);
        Refusal refusal = discovery.refusals().get(0);
        assertThat(refusal.source()).isEqualTo("b.jar");
        assertThat(refusal.className()).isEqualTo("plugin.broken.Table");
        assertThat(refusal.cause()).contains(broken.cause());
        assertThat(refusal.remedy()).isNotBlank();
        assertThat(refusal.text()).startsWith("b.jar: plugin.broken.Table: ").doesNotContain("\n");
    }

    @Test
    void oneBrokenTableLeavesTheOthersOfItsJar() throws IOException {
        Path jar = TestJar.plugin("sound")
                .table("plugin.broken", "broken", "public Table() { throw new RuntimeException(); }", "List.of()")
                .service("plugin.broken.Table")
                .file("META-INF/trackside/plugin.broken.Table.json", "{\"id\": \"broken\", \"format\": 7}")
                .in(folder, "two.jar");

        for (Discovery discovery : List.of(discoveries.in(folder), discoveries.onClassPath(jar))) {
            assertThat(OpenDiscoveries.only(discovery).id()).isEqualTo("sound");
            assertThat(discovery.refusals()).hasSize(1);
            assertThat(discovery.refusals().get(0).id())
                    .as("known from the descriptor")
                    .isEqualTo("broken");
        }
    }

    @Test
    void whatIsNoJarIsRefusedAndWhatDoesNotLookLikeOneIsPassedOver() throws IOException {
        Path sound = TestJar.plugin("sound").in(folder, "sound.jar");
        byte[] bytes = Files.readAllBytes(sound);
        Files.write(folder.resolve("cut.jar"), Arrays.copyOf(bytes, bytes.length / 2));
        Files.write(folder.resolve("empty.jar"), new byte[0]);
        Files.writeString(folder.resolve("page.jar"), "\n<!DOCTYPE html><html>404</html>");
        Files.writeString(folder.resolve("text.jar"), "hello");
        Files.write(folder.resolve(".hidden.jar"), bytes);
        Files.writeString(folder.resolve("README.md"), "read me");
        Files.createDirectories(folder.resolve("nothing"));

        Discovery discovery = discoveries.in(folder);

        assertThat(OpenDiscoveries.only(discovery).id()).isEqualTo("sound");
        assertThat(discovery.refusals())
                .extracting(Refusal::text)
                .satisfiesExactly(
                        text -> assertThat(text)
                                .startsWith("cut.jar: the jar is damaged or incomplete")
                                .endsWith("; copy the jar again."),
                        text -> assertThat(text).isEqualTo("empty.jar: the file is empty; copy the jar again."),
                        text -> assertThat(text)
                                .startsWith("page.jar: this is a web page")
                                .endsWith("; download the jar again."),
                        text -> assertThat(text).startsWith("text.jar: this is not a jar"));
        assertThat(discovery.skipped())
                .containsExactly(
                        new Skipped(".hidden.jar", "hidden"),
                        new Skipped("README.md", "not a jar"),
                        new Skipped("nothing", "a folder without jars"));
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("dangling.jar"), folder.resolve("nowhere.jar"));

        assertThat(discoveries.in(folder).refusals())
                .extracting(Refusal::text)
                .containsExactly("dangling.jar: the file cannot be read (it is a link to what is not there);"
                        + " see that what it points to is there.");
    }

    @Test
    void aFolderThatIsNotThereIsRefusedWithTheNearest() throws IOException {
        Files.createDirectories(folder.resolve("plugins"));

        Discovery discovery =
                discoveries.open(Discoveries.discover(HOST, List.of(folder.resolve("plugin")), List.of()));

        assertThat(discovery.refusals())
                .extracting(Refusal::text)
                .containsExactly(folder.resolve("plugin").toAbsolutePath()
                        + ": there is no such folder; name the folder that holds the plugins, perhaps 'plugins'.");
    }

    @Test
    void theSameBytesCountOnce() throws IOException {
        Path jar = TestJar.plugin("hello").in(folder, "a.jar");
        Files.copy(jar, folder.resolve("b.jar"));
        Files.createDirectories(folder.resolve("unit"));
        Files.copy(jar, folder.resolve("unit/c.jar"));

        Discovery discovery = discoveries.in(folder);
        assertThat(OpenDiscoveries.only(discovery).origin()).isEqualTo("a.jar");
        assertThat(discovery.refusals()).isEmpty();
        assertThat(discovery.skipped())
                .containsExactly(
                        new Skipped("b.jar", "the same bytes as a.jar"),
                        new Skipped("unit/c.jar", "the same bytes as a.jar"));

        Discovery both = discoveries.open(Discoveries.discover(discoveries.classPath(jar), List.of(folder), List.of()));
        assertThat(OpenDiscoveries.only(both).origin()).isEqualTo("a.jar");
        assertThat(both.skipped()).first().isEqualTo(new Skipped("a.jar", "the same bytes as a.jar on the class path"));
    }

    @Test
    void aBrokenCopyDoesNotKeepAWholeOneFromLoading() throws IOException {
        TestJar.plugin("other").in(folder, "other.jar");
        TestJar needy = LibraryJars.needing("needy");
        Path alone = needy.in(folder, "a.jar");
        Files.createDirectories(folder.resolve("unit"));
        Files.copy(alone, folder.resolve("unit/needy.jar"));
        LibraryJars.version("2").in(folder.resolve("unit"), "lib.jar");

        Discovery discovery = discoveries.in(folder);

        assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("needy", "other");
        assertThat(discovery.refusals()).isEmpty();
        assertThat(discovery.skipped())
                .as("what has its libraries beside it is preferred")
                .containsExactly(new Skipped("a.jar", "the same bytes as unit/needy.jar"));
    }

    @Test
    void ofTwoPluginsWithOneIdNeitherIsTakenAndBothAreReported() throws IOException {
        TestJar.plugin("hello").in(folder, "a.jar");
        TestJar.plugin("hello").file("other", "bytes").in(folder, "b.jar");
        TestJar.plugin("third").in(folder, "c.jar");

        Discovery discovery = discoveries.in(folder);

        assertThat(OpenDiscoveries.only(discovery).id()).isEqualTo("third");
        assertThat(discovery.refusals())
                .extracting(Refusal::text)
                .containsExactly(
                        "a.jar: plugin 'hello': another plugin has the same id: b.jar (plugin.hello.Handler); remove one of them.",
                        "b.jar: plugin 'hello': another plugin has the same id: a.jar (plugin.hello.Handler); remove one of them.");
    }

    @Test
    void aJarThatLostItsServiceFileIsRefused() throws IOException {
        TestJar.plugin("hello")
                .withoutServices()
                .file("META-INF/trackside/plugin.hello.Table.json", "{\"id\": \"hello\"}")
                .in(folder, "shaded.jar");
        new TestJar().file("a.txt", "a").in(folder, "library.jar");

        assertThat(discoveries.in(folder).refusals())
                .extracting(Refusal::text)
                .satisfiesExactly(
                        text -> assertThat(text).startsWith("library.jar: there is no plugin in this jar"),
                        text -> assertThat(text)
                                .contains(
                                        "shaded.jar: plugin.hello.Table: it has the descriptors of 1 plugin and registers 0, so plugin.hello.Table cannot be found"));
    }

    @Test
    void aTableOfAClassThatIsNoPluginIsRefused() throws IOException {
        TestJar.plugin("plain").unregistered("plain").in(folder, "plain.jar");

        assertThat(discoveries.in(folder).refusals())
                .extracting(Refusal::cause)
                .containsExactly("it is the table of a class without @Plugin, which only code attaches");
    }

    @Test
    void nothingIsThereWhereNothingIs() {
        Discovery discovery = discoveries.in(folder);
        assertThat(discovery.plugins()).isEmpty();
        assertThat(discovery.refusals()).isEmpty();
        assertThat(discovery.skipped()).isEmpty();
    }

    @Test
    void aServiceFileThatCannotBeUnderstoodIsReported() throws IOException {
        Path bad = TestJar.plugin("bad").service("no class at all").in(folder, "bad.jar");
        Path sound = TestJar.plugin("sound").in(folder, "sound.jar");

        for (Discovery discovery : List.of(discoveries.onClassPath(bad, sound), discoveries.in(folder))) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::id).contains("sound");
            assertThat(discovery.refusals()).isNotEmpty().allSatisfy(refusal -> assertThat(refusal.source())
                    .isEqualTo("bad.jar"));
        }
    }
}
