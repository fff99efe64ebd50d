package dev.trackside.runtime.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.config.ConfigFile;
import dev.trackside.runtime.config.Environment;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.TestJar;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginFoldersTests {

    @TempDir
    Path folder;

    @Test
    void whatIsNamedIsLookedIntoInOrderAndMustBeThere() throws IOException {
        Environment environment = new Environment(
                Map.of("trackside.plugins", "/p1" + File.pathSeparator + "/p2", "user.home", "/home/me"),
                Map.of("TRACKSIDE_PLUGINS", "/v"));
        Path file = Files.writeString(folder.resolve("t.yaml"), "loading: { folders: [own] }");

        assertThat(PluginFolders.of(ConfigFile.read(file, environment), List.of(Path.of("/named"))))
                .containsExactly(
                        new PluginFolder(Path.of("/named"), true),
                        new PluginFolder(folder.resolve("own"), true),
                        new PluginFolder(Path.of("/p1"), true),
                        new PluginFolder(Path.of("/p2"), true),
                        new PluginFolder(Path.of("/v"), true));
    }

    @Test
    void ifNobodyNamesAnyTheUsualOnesAreLookedIntoIfTheyAreThere() throws IOException {
        Environment environment = new Environment(Map.of("user.home", folder.toString()), Map.of());
        Path file = Files.writeString(folder.resolve("t.yaml"), "run: { epochs: 1 }");

        List<PluginFolder> folders = PluginFolders.of(ConfigFile.read(file, environment), List.of());

        assertThat(folders)
                .containsExactly(
                        new PluginFolder(folder.resolve("plugins"), false),
                        new PluginFolder(folder.resolve(".trackside/plugins"), false));
        try (Discovery discovery = Discovery.of(HostLoader.INSTANCE, folders, List.of())) {
            assertThat(discovery.refusals()).as("neither is there").isEmpty();
        }
        TestJar.plugin("mine").in(folder.resolve(".trackside/plugins"), "mine.jar");
        try (Discovery discovery = Discovery.of(HostLoader.INSTANCE, folders, List.of())) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("mine");
        }
    }

    @Test
    void thoseOfTheDistributionAreThereForEveryRun() {
        Environment environment = new Environment(Map.of("trackside.distribution", "/opt/trackside"), Map.of());

        assertThat(PluginFolders.of(ConfigFile.of("t.yaml", "", environment), List.of(Path.of("/named"))))
                .containsExactly(
                        new PluginFolder(Path.of("/named"), true),
                        new PluginFolder(Path.of("/opt/trackside/plugins"), false));
    }

    @Test
    void whatTheyHoldIsRememberedWhereTheFileSays() {
        Environment environment = new Environment(Map.of("user.home", "/home/me"), Map.of());

        assertThat(cacheOf("", environment)).isNull();
        assertThat(cacheOf("loading: { cache: false }", environment)).isNull();
        assertThat(cacheOf("loading: { cache: true }", environment)).isEqualTo(Path.of("/home/me/.trackside/cache"));
        assertThat(cacheOf("loading: { cache: true }", new Environment(Map.of(), Map.of())))
                .as("there is no home")
                .isNull();
        assertThat(cacheOf("loading: { cache: /var/cache/plugins }", environment))
                .isEqualTo(Path.of("/var/cache/plugins"));
    }

    private static @Nullable Path cacheOf(String yaml, Environment environment) {
        return PluginFolders.of(ConfigFile.of("t.yaml", yaml, environment), List.of(Path.of("/named")))
                .get(0)
                .cache();
    }

    @Test
    void aFolderThatIsNamedTwiceIsLookedIntoOnce() throws IOException {
        TestJar.plugin("hello").in(folder.resolve("plugins"), "hello.jar");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("plugins"));

        try (Discovery discovery = Discoveries.discover(
                HostLoader.INSTANCE,
                List.of(folder.resolve("plugins"), link, folder.resolve("plugins/../plugins")),
                List.of())) {
            assertThat(discovery.plugins()).hasSize(1);
            assertThat(discovery.files()).hasSize(1);
        }
    }
}
