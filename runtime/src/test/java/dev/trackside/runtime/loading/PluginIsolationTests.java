package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.runtime.discovery.Discoveries;
import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.OpenDiscoveries;
import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.LibraryJars;
import dev.trackside.runtime.testing.TestJar;
import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plugins from folders, the host, and other plugins do not get into each other's way. */
class PluginIsolationTests {

    private static final ClassLoader HOST = HostLoader.INSTANCE;

    @TempDir
    Path folder;

    private final OpenDiscoveries discoveries = new OpenDiscoveries();

    @AfterEach
    void close() throws Exception {
        discoveries.close();
    }

    @Test
    void aPluginInASubFolderBringsItsLibraries() throws IOException {
        LibraryJars.needing("needy").in(folder.resolve("needy"), "plugin.jar");
        LibraryJars.version("1").in(folder.resolve("needy/lib"), "lib.jar");
        LibraryJars.needing("greedy").in(folder.resolve("greedy"), "plugin.jar");
        LibraryJars.version("2").in(folder.resolve("greedy/lib"), "lib.jar");

        Discovery discovery = discoveries.in(folder);

        assertThat(discovery.refusals()).isEmpty();
        assertThat(discovery.plugins())
                .extracting(plugin ->
                        plugin.origin() + " " + plugin.table().plugin().produces())
                .containsExactly("greedy/plugin.jar [2]", "needy/plugin.jar [1]");
    }

    @Test
    void aPluginSeesTheApiAndTheLogButNotTheRuntimeAndItsLibraries() throws Exception {
        TestJar.plugin("hello").in(folder, "hello.jar");
        ClassLoader loader = OpenDiscoveries.only(discoveries.in(folder)).loader();

        for (Class<?> shared : List.of(
                HandlerTable.class, dev.trackside.Control.class, org.apache.logging.log4j.Logger.class, String.class)) {
            assertThat(load(loader, shared.getName())).isSameAs(shared);
        }
        assertThat(load(loader, "java.sql.Connection")).isNotNull();
        for (String hidden : List.of(
                Discovery.class.getName(),
                "org.snakeyaml.engine.v2.api.Load",
                "com.fasterxml.jackson.jr.ob.JSON",
                "org.apache.logging.log4j.core.Logger",
                PluginIsolationTests.class.getName())) {
            assertThat(Class.forName(hidden, false, HOST))
                    .as("%s of the host", hidden)
                    .isNotNull();
            assertThatThrownBy(() -> load(loader, hidden)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    @Test
    void aPluginInAPackageBelowTracksidesIsItsOwnAndACopyOfTheApiIsNot() throws Exception {
        TestJar.plugin("hello")
                .source("dev.trackside.hello.Own", "package dev.trackside.hello; public class Own {}")
                .source("dev.trackside.Control", "package dev.trackside; public class Control {}")
                .in(folder, "hello.jar");
        ClassLoader loader = OpenDiscoveries.only(discoveries.in(folder)).loader();

        assertThat(load(loader, "dev.trackside.hello.Own").getClassLoader()).isSameAs(loader);
        assertThat(load(loader, "dev.trackside.Control")).isSameAs(dev.trackside.Control.class);
    }

    @Test
    void sharedPackagesComeFromTheHost() throws IOException {
        LibraryJars.needing("needy").in(folder, "needy.jar");
        Path hostLibrary = LibraryJars.version("host").in(folder.resolve("elsewhere/.not"), "lib.jar");

        Discovery apart = discoveries.open(Discoveries.discover(
                discoveries.classPath(hostLibrary), List.of(folder), List.of("lib.other", "li.*")));
        assertThat(apart.plugins()).isEmpty();
        for (String shared : List.of("lib", "lib.*")) {
            Discovery discovery = discoveries.open(
                    Discoveries.discover(discoveries.classPath(hostLibrary), List.of(folder), List.of(shared)));
            assertThat(OpenDiscoveries.only(discovery).table().plugin().produces())
                    .containsExactly("host");
        }
    }

    @Test
    void aPluginHasOnlyItsOwnServicesAndResources() throws IOException {
        TestJar.plugin("hello").file("x.txt", "mine").in(folder, "hello.jar");
        Path host = TestJar.plugin("host").file("x.txt", "host's").in(folder.resolve("h/.h"), "host.jar");

        Discovery discovery =
                discoveries.open(Discoveries.discover(discoveries.classPath(host), List.of(folder), List.of()));

        assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("hello", "host");
        ClassLoader loader = discovery.plugins().get(0).loader();
        assertThat(java.util.Collections.list(loader.getResources(Content.SERVICES)))
                .hasSize(1);
        assertThat(java.util.Collections.list(loader.getResources("x.txt"))).hasSize(1);
    }

    @Test
    void replacingAJarDoesNotBreakWhoUsesIt() throws Exception {
        Path jar = TestJar.plugin("hello")
                .source("plugin.hello.Late", "package plugin.hello; public class Late {}")
                .in(folder, "hello.jar");
        FoundPlugin plugin = OpenDiscoveries.only(discoveries.in(folder));

        Files.writeString(jar, "gone");

        assertThat(load(plugin.loader(), "plugin.hello.Late")).isNotNull();
    }

    @Test
    void closingRemovesThePrivateCopies() throws IOException {
        TestJar.plugin("hello").file("x.txt", "x").in(folder, "hello.jar");
        Discovery discovery = discoveries.in(folder);
        String url = String.valueOf(OpenDiscoveries.only(discovery).loader().getResource("x.txt"));
        Path copy = Path.of(java.net.URI.create(url.substring("jar:".length(), url.indexOf("!/"))));
        assertThat(copy).exists().isNotEqualTo(folder.resolve("hello.jar"));

        discovery.close();

        assertThat(copy).doesNotExist();
        assertThat(copy.getParent()).doesNotExist();
    }

    private static Class<?> load(ClassLoader loader, String name) throws ClassNotFoundException {
        return Class.forName(name, false, loader);
    }
}
