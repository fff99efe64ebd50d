package dev.trackside.runtime.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.runtime.discovery.Discoveries;
import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.Rezip;
import dev.trackside.runtime.testing.SigningKeys;
import dev.trackside.runtime.testing.TestJar;
import dev.trackside.spi.HandlerTable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.spi.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin from a folder sees: docs/loading.md, "What a plugin sees". */
class PluginClassLoaderTests {

    @TempDir
    Path folder;

    private Discovery discovery;

    @AfterEach
    void close() {
        if (discovery != null) {
            discovery.close();
        }
    }

    @Test
    void theAllowListHasThePackagesOfTheApi() throws Exception {
        assertThat(packagesBeside(HandlerTable.class)).isEqualTo(HostPackages.API);
    }

    @Test
    void theAllowListHasThePackagesOfLog4jsApi() throws Exception {
        assertThat(packagesBeside(LogManager.class))
                .filteredOn(name -> !name.contains("internal"))
                .containsExactlyInAnyOrderElementsOf(HostPackages.LOGGING);
    }

    @Test
    void theClassPathInAManifestIsNotFollowed() throws Exception {
        new TestJar()
                .source("lib.Lib", "package lib; public class Lib {}")
                .in(folder.resolve("elsewhere/.not"), "lib.jar");
        TestJar.plugin("hello")
                .file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nClass-Path: elsewhere/.not/lib.jar\n")
                .in(folder, "hello.jar");
        ClassLoader loader = loader();

        assertThatThrownBy(() -> loader.loadClass("lib.Lib")).isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void aMultiReleaseJarGivesWhatIsForThisJava() throws Exception {
        Path compiled = new TestJar()
                .source("lib.Lib", "package lib; public class Lib { public static String text() { return \"new\"; } }")
                .in(folder.resolve(".tmp"), "new.jar");
        byte[] newer;
        try (ZipFile zip = new ZipFile(compiled.toFile())) {
            newer = zip.getInputStream(zip.getEntry("lib/Lib.class")).readAllBytes();
        }
        TestJar jar = TestJar.plugin("hello")
                .source("lib.Lib", "package lib; public class Lib { public static String text() { return \"old\"; } }")
                .file("META-INF/versions/11/lib/Lib.class", newer)
                .file("META-INF/versions/99/lib/Lib.class", "of the future")
                .file("META-INF/versions/9/x.txt", "nine")
                .file("x.txt", "base");
        jar.file("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nMulti-Release: true\n")
                .in(folder, "hello.jar");
        ClassLoader loader = loader();

        assertThat(loader.loadClass("lib.Lib").getMethod("text").invoke(null)).isEqualTo("new");
        assertThat(text(loader.getResourceAsStream("x.txt"))).isEqualTo("nine");
        assertThat(text(loader.getResource("x.txt").openStream())).isEqualTo("nine");
    }

    @Test
    void withoutTheWordInTheManifestAJarIsNotMultiRelease() throws Exception {
        TestJar.plugin("hello")
                .file("META-INF/versions/9/x.txt", "nine")
                .file("x.txt", "base")
                .in(folder, "hello.jar");

        assertThat(text(loader().getResourceAsStream("x.txt"))).isEqualTo("base");
    }

    @Test
    void classesTellTheirJarAndItsVersion() throws Exception {
        Path jar = TestJar.plugin("hello")
                .file(
                        "META-INF/MANIFEST.MF",
                        "Manifest-Version: 1.0\nImplementation-Version: 3.1\nImplementation-Title: Hello\n")
                .in(folder, "hello.jar");

        Class<?> type = loader().loadClass("plugin.hello.Handler");

        assertThat(type.getPackage().getImplementationVersion()).isEqualTo("3.1");
        assertThat(type.getPackage().getImplementationTitle()).isEqualTo("Hello");
        assertThat(type.getProtectionDomain().getCodeSource().getLocation())
                .isEqualTo(jar.toUri().toURL());
        assertThat(type.getClassLoader().getName()).isEqualTo("hello.jar");
        assertThat(type.getModule().isNamed()).isFalse();
    }

    @Test
    void aCopyOfTheJdksPackagesDoesNotShadowThem() throws Exception {
        TestJar.plugin("hello")
                .file("javax/xml/parsers/SAXParser.class", "no class")
                .file("javax/own/Own.class", "no class")
                .in(folder, "hello.jar");
        ClassLoader loader = loader();

        assertThat(loader.loadClass("javax.xml.parsers.SAXParser")).isSameAs(javax.xml.parsers.SAXParser.class);
        assertThatThrownBy(() -> loader.loadClass("javax.own.Own")).isInstanceOf(ClassFormatError.class);
    }

    @Test
    void resourcesOfAllItsJarsAreFoundInOrderAndThoseOfTheHostAreNot() throws Exception {
        TestJar.plugin("hello").file("x y.txt", "plugin").in(folder.resolve("unit"), "a.jar");
        new TestJar().file("x y.txt", "library").in(folder.resolve("unit"), "b.jar");
        ClassLoader loader = loader();

        List<String> texts = new ArrayList<>();
        for (URL url : Collections.list(loader.getResources("x y.txt"))) {
            texts.add(text(url.openStream()));
        }
        assertThat(texts).containsExactly("plugin", "library");
        assertThat(HostLoader.INSTANCE.getResource("dev/trackside/runtime/testing/TestJar.class"))
                .isNotNull();
        assertThat(loader.getResource("dev/trackside/runtime/testing/TestJar.class"))
                .isNull();
        assertThat(loader.getResourceAsStream("dev/trackside/runtime/testing/TestJar.class"))
                .isNull();
        assertThat(loader.getResource("java/lang/Object.class")).isNotNull();
    }

    @Test
    void aPluginLogsToWhereItsHostLogs() throws Exception {
        TestJar.plugin("hello").in(folder, "hello.jar");
        LoggerContext host = LogManager.getContext(getClass().getClassLoader(), false);

        assertThat(LogManager.getContext(loader(), false)).isSameAs(host);
    }

    @Test
    void aSignedJarLoadsAndOneThatWasChangedAfterwardsDoesNot() throws Exception {
        Path store = folder.resolve(".keys");
        tool(
                "keytool",
                "-genkeypair",
                "-alias",
                "me",
                "-keyalg",
                "EC",
                "-dname",
                "CN=me",
                "-storepass",
                "secret",
                "-keystore",
                store.toString());
        Path jar = TestJar.plugin("hello").file("x.txt", "one").in(folder, "hello.jar");
        tool("jarsigner", "-keystore", store.toString(), "-storepass", "secret", jar.toString(), "me");
        assertThat(loader().loadClass("plugin.hello.Table")).isNotNull();
        discovery.close();

        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.writeString(zip.getPath("x.txt"), "two");
        }
        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());
        assertThat(discovery.loadAll())
                .extracting(Refusal::text)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("hello.jar: plugin 'hello': its signature does not hold (")
                .endsWith("; copy the jar again.");
        assertThat(discovery.plugins()).isEmpty();
    }

    private static void tool(String... command) throws Exception {
        command[0] = Path.of(System.getProperty("java.home"), "bin", command[0]).toString();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @Test
    void replacingCuttingAndDeletingAJarDoNotMatterOnceItWasSeen() throws Exception {
        for (String id : List.of("replaced", "cut", "deleted")) {
            TestJar.plugin(id).in(folder, id + ".jar");
        }
        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());

        TestJar.plugin("another").in(folder, "replaced.jar");
        Files.write(folder.resolve("cut.jar"), new byte[10]);
        Files.delete(folder.resolve("deleted.jar"));

        assertThat(discovery.loadAll()).isEmpty();
        assertThat(discovery.plugins())
                .extracting(plugin -> plugin.table().plugin().id())
                .containsExactly("cut", "deleted", "replaced");
    }

    @Test
    void whoeverChangesAJarAfterItsClassesWereAskedForDoesNotMatter() throws Exception {
        byte[] noise = noise();
        for (String id : List.of("replaced", "cut", "deleted")) {
            TestJar.lined(id).file("noise", noise).in(folder, id + ".jar");
        }
        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());
        discovery.plugins().forEach(FoundPlugin::loader);

        change(noise);

        assertThat(discovery.loadAll()).isEmpty();
    }

    /** What was decided about a file must not be used for another one. */
    @Test
    void aJarThatIsChangedBeforeIsRefusedAndNoOther() throws Exception {
        byte[] noise = noise();
        for (String id : List.of("replaced", "cut", "deleted", "sound")) {
            TestJar.lined(id).file("noise", noise).in(folder, id + ".jar");
        }
        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());

        change(noise);

        assertThat(discovery.loadAll())
                .extracting(Refusal::text)
                .containsExactly(
                        "cut.jar: plugin 'cut': the file was changed after it had been looked at; start again.",
                        "deleted.jar: plugin 'deleted': the file was changed after it had been looked at; start again.",
                        "replaced.jar: plugin 'replaced': the file was changed after it had been looked at; start again.");
        assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("sound");
    }

    /** So long that not all of a jar is read when it is looked at. */
    private static byte[] noise() {
        byte[] noise = new byte[20_000];
        new java.util.Random(1).nextBytes(noise);
        return noise;
    }

    private void change(byte[] noise) throws Exception {
        noise[0]++;
        TestJar.lined("replaced").file("noise", noise).in(folder, "replaced.jar");
        Path cut = folder.resolve("cut.jar");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(cut), 15_000));
        Files.delete(folder.resolve("deleted.jar"));
    }

    @Test
    void largeJarsAreCopied() throws Exception {
        byte[] noise = new byte[PluginJar.MAX_IN_MEMORY + 1000];
        new java.util.Random(1).nextBytes(noise);
        Path jar = TestJar.plugin("large").file("native.so", noise).in(folder, "large.jar");
        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());
        Files.delete(jar);

        FoundPlugin plugin = discovery.plugins().get(0);
        assertThat(plugin.table().create()).isNotNull();
        try (InputStream in = plugin.loader().getResourceAsStream("native.so")) {
            assertThat(in.readAllBytes()).isEqualTo(noise);
        }
        assertThat(discovery.notices()).isEmpty();
    }

    @Test
    void whatIsRequiredIsHeldWithWhoRequiresIt() throws Exception {
        Path base = TestJar.plugin("base").in(folder, "base.jar");
        TestJar.plugin("dependent").requires("dependent", "base").in(folder, "dependent.jar");
        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());
        FoundPlugin dependent = discovery.plugins().get(1);
        dependent.table();

        Files.delete(base);

        assertThat(dependent.loader().loadClass("plugin.base.Handler")).isNotNull();
    }

    @Test
    void aLargeJarWhoseSignatureDoesNotHoldCostsItselfAlone() throws Exception {
        byte[] noise = new byte[PluginJar.MAX_IN_MEMORY + 1000];
        new java.util.Random(1).nextBytes(noise);
        Path jar = TestJar.plugin("large").file("native.so", noise).in(folder, "large.jar");
        SigningKeys.make(folder).sign(jar, "known");
        Rezip.change(
                jar,
                files -> files.computeIfPresent(Content.SERVICES, (name, old) -> {
                    byte[] longer = java.util.Arrays.copyOf(old, old.length + 1);
                    longer[old.length] = '#';
                    return longer;
                }));
        TestJar.plugin("sound").in(folder, "sound.jar");

        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());
        assertThat(discovery.loadAll())
                .extracting(Refusal::text)
                .singleElement()
                .asString()
                .startsWith("large.jar: plugin 'large': its signature does not hold");
        assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("sound");
    }

    @Test
    void afterClosingNothingMoreIsLoaded() throws Exception {
        TestJar.plugin("hello").in(folder, "hello.jar");
        ClassLoader loader = loader();
        loader.loadClass("plugin.hello.Table");
        discovery.close();

        assertThat(loader.loadClass("plugin.hello.Table")).isNotNull();
        assertThatThrownBy(() -> loader.loadClass("plugin.hello.Handler"))
                .isInstanceOf(ClassNotFoundException.class)
                .hasRootCauseMessage("plugin.hello.Handler is asked for after the plugins of its run were closed");
        assertThat(loader.getResource("plugin/hello/Handler.class")).isNull();
    }

    private ClassLoader loader() {
        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());
        assertThat(discovery.plugins())
                .as(() -> discovery.refusals().toString())
                .hasSize(1);
        return discovery.plugins().get(0).loader();
    }

    private static String text(InputStream stream) throws IOException {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The packages that have classes in the jar or folder of a class. */
    private static Set<String> packagesBeside(Class<?> type) throws Exception {
        Path root =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Set<String> packages = new TreeSet<>();
        if (Files.isDirectory(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                files.filter(file -> file.toString().endsWith(".class"))
                        .map(file -> root.relativize(file).toString())
                        .forEach(name -> add(name, packages));
            }
        } else {
            try (ZipFile zip = new ZipFile(root.toFile())) {
                zip.stream().map(ZipEntry::getName).forEach(name -> add(name, packages));
            }
        }
        return packages;
    }

    private static void add(String name, Set<String> packages) {
        if (name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF/")) {
            packages.add(name.substring(0, name.lastIndexOf('/')).replace('/', '.'));
        }
    }
}
