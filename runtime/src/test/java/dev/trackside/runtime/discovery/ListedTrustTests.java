package dev.trackside.runtime.discovery;

import static dev.trackside.runtime.testing.HostilePlugin.assertNothingRan;
import static dev.trackside.runtime.testing.HostilePlugin.hostile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.TrustSettings;
import dev.trackside.runtime.config.TrustSettings.Demand;
import dev.trackside.runtime.discovery.FileDecision.Rule;
import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.runtime.jar.Sha256;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.HostilePlugin;
import dev.trackside.runtime.testing.TestJar;
import dev.trackside.runtime.trust.LockFile;
import dev.trackside.runtime.trust.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code loading.trust: listed}. */
class ListedTrustTests {

    @TempDir
    Path folder;

    private Path plugins;
    private Path lock;

    @org.junit.jupiter.api.BeforeEach
    void places() {
        plugins = folder.resolve("plugins");
        lock = folder.resolve("trackside.lock");
    }

    @AfterEach
    void forget() {
        HostilePlugin.forget();
    }

    private void write() throws IOException {
        FolderJars.list(List.of(new PluginFolder(plugins, true))).lock().write(lock);
    }

    private Discovery discover() {
        Trust trust = Trust.of(new TrustSettings(Set.of(Demand.LISTED), lock, List.of()));
        return Discovery.of(HostLoader.INSTANCE, List.of(new PluginFolder(plugins, true)), List.of(), trust);
    }

    private static String refusal(Discovery discovery) {
        assertThat(discovery.refusals()).hasSize(1);
        return discovery.refusals().get(0).text();
    }

    @Test
    void aJarThatIsListedIsUsed() throws IOException {
        hostile("hello").in(plugins, "hello.jar");
        write();
        assertNothingRan(); // writing the list runs nothing

        try (Discovery discovery = discover()) {
            assertThat(discovery.refusals()).isEmpty();
            assertThat(discovery.notices()).isEmpty();
            discovery.plugins().get(0).table();
            HostilePlugin.assertRan("hello");
        }
    }

    @Test
    void withoutALockFileNothingIsListedAndTheRemedyIsNamed() {
        assertThatThrownBy(this::discover)
                .isInstanceOf(TracksideException.class)
                .hasMessageContaining("trackside plugins lock")
                .hasMessageContaining(lock.toString());
    }

    @Test
    void listingDoesNotRunWhatHasNoDescriptor() throws IOException {
        hostile("hello").withoutDescriptors().in(plugins, "hello.jar");

        write();

        assertNothingRan();
        assertThat(LockFile.read(lock).jars()).extracting(LockFile.Jar::name).containsExactly("hello.jar");
    }

    @Nested
    class Refuses {

        @Test
        void aJarThatWasAddedAndHidesNobody() throws IOException {
            TestJar.plugin("a").in(plugins, "a.jar");
            TestJar.plugin("z").in(plugins, "z.jar");
            write();
            Path added = hostile("m").in(plugins, "m.jar");

            try (Discovery discovery = discover()) {
                discovery.loadAll();

                assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("a", "z");
                assertThat(refusal(discovery))
                        .startsWith("m.jar: plugin 'm': it is not listed in")
                        .contains(Sha256.of(added), "trackside plugins lock");
                assertNothingRan();
            }
        }

        @Test
        void aJarThatWasChangedWithBothSums() throws IOException {
            Path jar = TestJar.plugin("hello").in(plugins, "hello.jar");
            String before = Sha256.of(jar);
            write();
            hostile("hello").in(plugins, "hello.jar");

            try (Discovery discovery = discover()) {
                discovery.loadAll();

                assertThat(refusal(discovery))
                        .contains("hello.jar: plugin 'hello': it is not the jar that was listed", before)
                        .contains(Sha256.of(jar));
                assertNothingRan();
            }
        }

        @Test
        void aJarWithoutADescriptorThatWouldElseBeLoadedAtTheStart() throws IOException {
            TestJar.plugin("a").in(plugins, "a.jar");
            write();
            hostile("m").withoutDescriptors().in(plugins, "m.jar");

            try (Discovery discovery = discover()) {
                assertThat(refusal(discovery)).startsWith("m.jar: it is not listed");
                assertNothingRan();
            }
        }

        @Test
        void aPluginWhoseLibraryWasChanged() throws IOException {
            hostile("deep").in(plugins.resolve("deep"), "deep.jar");
            new TestJar().source("lib.Lib", "package lib; public class Lib {}").in(plugins.resolve("deep"), "lib.jar");
            write();
            new TestJar()
                    .source("lib.Lib", "package lib; public class Lib { int evil; }")
                    .in(plugins.resolve("deep"), "lib.jar");

            try (Discovery discovery = discover()) {
                discovery.loadAll();

                assertThat(discovery.plugins()).isEmpty();
                assertThat(discovery.refusals().stream().map(Refusal::text))
                        .anySatisfy(
                                text -> assertThat(text).startsWith("deep/lib.jar: it is not the jar that was listed"))
                        .anySatisfy(
                                text -> assertThat(text)
                                        .startsWith(
                                                "deep/deep.jar: plugin 'deep': deep/lib.jar, which stands beside it, is not trusted"));
                assertNothingRan();
            }
        }

        @Test
        void aPluginBesideWhichALibraryWasPut() throws IOException {
            hostile("deep").in(plugins.resolve("deep"), "deep.jar");
            write();
            new TestJar().source("lib.Lib", "package lib; public class Lib {}").in(plugins.resolve("deep"), "a.jar");

            try (Discovery discovery = discover()) {
                assertThat(discovery.plugins()).isEmpty();
                assertThat(discovery.refusals()).hasSize(2);
                assertNothingRan();
            }
        }

        @Test
        void anUntrustedJarThatClaimsTheIdOfATrustedOneWithoutHarmToThat() throws IOException {
            TestJar.plugin("hello").in(plugins, "hello.jar");
            write();
            hostile("hello").in(plugins, "a.jar");

            try (Discovery discovery = discover()) {
                assertThat(discovery.plugins()).extracting(FoundPlugin::origin).containsExactly("hello.jar");
                assertNothingRan();
            }
        }

        @Test
        void asADecisionAboutTheFile() throws IOException {
            TestJar.plugin("a").in(plugins, "a.jar");
            write();
            hostile("m").in(plugins, "m.jar");

            try (Discovery discovery = discover()) {
                assertThat(discovery.files().get(0).steps())
                        .contains(new FileDecision.Step(Rule.TRUSTED, true, "listed"));
                FileDecision refused = discovery.files().get(1);
                assertThat(refused.outcome()).isEqualTo(FileDecision.Outcome.REFUSED);
                assertThat(refused.steps().get(refused.steps().size() - 1).rule())
                        .isEqualTo(Rule.TRUSTED);
            }
        }
    }

    @Test
    void aJarThatIsListedAndGoneIsNoticed() throws IOException {
        TestJar.plugin("a").in(plugins, "a.jar");
        Path gone = TestJar.plugin("b").in(plugins, "b.jar");
        String sum = Sha256.of(gone);
        write();
        Files.delete(gone);

        try (Discovery discovery = discover()) {
            assertThat(discovery.notices()).hasSize(1);
            assertThat(discovery.notices().get(0).text())
                    .startsWith("b.jar: it is listed in")
                    .contains(sum, "no plugins folder has it", "trackside plugins lock");
        }
    }

    @Test
    void equalBytesUnderAnotherNameAreTheSameJar() throws IOException {
        Path jar = TestJar.plugin("a").in(plugins, "a.jar");
        write();
        Files.move(jar, plugins.resolve("renamed.jar"));

        try (Discovery discovery = discover()) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::origin).containsExactly("renamed.jar");
            assertThat(discovery.notices()).isEmpty();
        }
    }

    @Test
    void whatIsPutInThePlaceOfACheckedJarIsNotWhatIsLoaded() throws IOException {
        TestJar.plugin("hello").in(plugins, "hello.jar");
        write();

        try (Discovery discovery = discover()) {
            hostile("hello").in(plugins, "hello.jar"); // after the check, before the first class is loaded
            FoundPlugin plugin = discovery.plugins().get(0);
            plugin.table().create();

            assertThat(plugin.table().getClass().getName()).isEqualTo("plugin.hello.Table");
            assertNothingRan();
        }
    }

    @Test
    void whatIsRememberedOfAJarIsNotBelieved() throws IOException {
        List<PluginFolder> remembering = List.of(new PluginFolder(plugins, true, folder.resolve("cache")));
        Path jar = TestJar.plugin("hello").in(plugins, "hello.jar");
        java.nio.file.attribute.FileTime old = java.nio.file.attribute.FileTime.fromMillis(1_000_000_000_000L);
        Files.setLastModifiedTime(jar, old);
        write();
        Discovery.of(HostLoader.INSTANCE, remembering, List.of()).close();
        byte[] bytes = Files.readAllBytes(jar);
        bytes[12] ^= 1; // the time in the head of a file: nothing that a directory tells
        Files.write(jar, bytes);
        Files.setLastModifiedTime(jar, old);
        Trust trust = Trust.of(new TrustSettings(Set.of(Demand.LISTED), lock, List.of()));

        try (Discovery discovery = Discovery.of(HostLoader.INSTANCE, remembering, List.of(), trust)) {
            assertThat(discovery.plugins()).isEmpty();
            assertThat(refusal(discovery)).contains("it is not the jar that was listed");
        }
    }

    @Test
    void aJarThatIsTooLargeForMemoryIsCheckedAndCopiedAlike() throws IOException {
        byte[] large = new byte[PluginJar.MAX_IN_MEMORY + 1];
        new java.util.Random(1).nextBytes(large);
        TestJar.plugin("hello").file("native.bin", large).in(plugins, "hello.jar");
        write();

        try (Discovery discovery = discover()) {
            hostile("hello").in(plugins, "hello.jar");
            discovery.plugins().get(0).table().create();
            assertNothingRan();
        }
        try (Discovery changed = discover()) {
            assertThat(changed.plugins()).isEmpty();
        }
    }

    @Test
    void jarsOfTheClassPathAreNotAsked() throws IOException {
        TestJar.plugin("listed").in(plugins, "listed.jar");
        write();
        Path jar = TestJar.plugin("hello").in(folder, "hello.jar");
        Trust trust = Trust.of(new TrustSettings(Set.of(Demand.LISTED), lock, List.of()));

        try (java.net.URLClassLoader host = new java.net.URLClassLoader(
                        new java.net.URL[] {jar.toUri().toURL()}, HostLoader.INSTANCE);
                Discovery discovery = Discovery.of(host, List.of(new PluginFolder(plugins, true)), List.of(), trust)) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("hello", "listed");
        }
    }
}
