package dev.trackside.runtime.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackside.runtime.discovery.Discoveries;
import dev.trackside.runtime.discovery.Discovery;
import dev.trackside.runtime.discovery.PluginFolder;
import dev.trackside.runtime.doctor.Doctor.Complaint;
import dev.trackside.runtime.doctor.Doctor.Kind;
import dev.trackside.runtime.loading.sample.SoundA;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.TestJar;
import dev.trackside.spi.HandlerTable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each complaint, and that doctor falls silent when its remedy is applied. */
class DoctorTests {

    @TempDir
    Path folder;

    /** What is on the class path beside the JDK. */
    private final List<Path> classPath = new ArrayList<>();

    private Path plugins() {
        return folder.resolve("plugins");
    }

    private List<Complaint> complaints() throws IOException {
        Files.createDirectories(plugins());
        List<PluginFolder> folders = List.of(new PluginFolder(plugins(), true));
        URL[] urls = classPath.stream().map(DoctorTests::url).toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
                Discovery discovery = Discoveries.asVersion("0.2.0", loader, folders)) {
            return Doctor.examine(loader, folders, discovery);
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (IOException odd) {
            throw new UncheckedIOException(odd);
        }
    }

    private Complaint onlyComplaint() throws IOException {
        List<Complaint> complaints = complaints();
        assertThat(complaints).hasSize(1);
        return complaints.get(0);
    }

    private void assertThatNothingIsWrong() throws IOException {
        assertThat(complaints()).isEmpty();
    }

    @Test
    void aSoundPluginIsNoReasonToComplain() throws IOException {
        TestJar.plugin("sound").in(plugins(), "sound.jar");

        assertThatNothingIsWrong();
    }

    @Test
    void afterAFolderThatIsNotThereOthersAreExamined() throws IOException {
        try (Discovery discovery = Discovery.of(HostLoader.INSTANCE, List.of(), List.of())) {
            assertThat(Doctor.examine(
                            ClassLoader.getPlatformClassLoader(),
                            List.of(new PluginFolder(folder.resolve("gone"), false)),
                            discovery))
                    .isEmpty();
        }
    }

    @Nested
    class ClassesWithHandlers {

        @Test
        void thatTheProcessorNeverSawAreToBeCompiledWithIt() throws IOException {
            String sample = SoundA.class.getName();
            TestJar compiled = new TestJar().classes(SoundA.class);
            compiled.copy()
                    .without(HandlerTable.nameFor(sample))
                    .withoutFiles("_Table")
                    .withoutDescriptors()
                    .withoutServices()
                    .in(plugins(), "sound-a.jar");

            Complaint complaint = onlyComplaint();

            assertThat(complaint.kind()).isEqualTo(Kind.NO_TABLE);
            assertThat(complaint.text())
                    .startsWith("sound-a.jar: " + sample + " has @")
                    .contains("but no dispatch table", "trackside-processor on the annotation processor path");
            compiled.in(plugins(), "sound-a.jar"); // as it comes out of a compilation with the processor
            assertThatNothingIsWrong();
        }

        @Test
        void areFoundOnTheClassPathToo() throws IOException {
            classPath.add(new TestJar()
                    .source(
                            "p.Watcher",
                            "package p; public class Watcher { @dev.trackside.OnEpochEnd void on(int epoch) {} }")
                    .in(folder, "watcher.jar"));

            assertThat(onlyComplaint().text())
                    .startsWith("watcher.jar: p.Watcher has @OnEpochEnd but no dispatch table");
        }
    }

    @Nested
    class WhatWasLostWhenJarsWereMerged {

        private final TestJar merged =
                new TestJar().table("p", "watcher", "", "List.of()").source("p.Handler", """
                        package p;
                        @dev.trackside.Plugin("watcher")
                        public class Handler { @dev.trackside.OnEpochEnd void on(int epoch) {} }
                        """);

        @Test
        void aServiceEntryIsToBeMerged() throws IOException {
            new TestJar()
                    .source("p.Handler", """
                            package p;
                            @dev.trackside.Plugin("watcher")
                            public class Handler { @dev.trackside.OnEpochEnd void on(int epoch) {} }
                            """)
                    .source("p.Handler_Table", "package p; public class Handler_Table {}")
                    .in(plugins(), "fat.jar");

            Complaint complaint = onlyComplaint();

            assertThat(complaint.kind()).isEqualTo(Kind.NOT_REGISTERED);
            assertThat(complaint.text())
                    .startsWith("fat.jar: p.Handler is a plugin that no service entry names")
                    .contains("merge the files META-INF/services/dev.trackside.spi.HandlerTable");
        }

        @Test
        void aServiceEntryWhoseDescriptorIsThereIsToBeMerged() throws IOException {
            TestJar.plugin("lost").withoutServices().in(plugins(), "fat.jar");

            Complaint complaint = onlyComplaint();

            assertThat(complaint.kind()).isEqualTo(Kind.REFUSED);
            assertThat(complaint.remedy()).contains("merge META-INF/services");
            TestJar.plugin("lost").in(plugins(), "fat.jar");
            assertThatNothingIsWrong();
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                "produces": ["loss"], | its line in the service file says something else than its descriptor
                "phase": [,           | its descriptor cannot be used (no value at byte
                """)
        void aDescriptorThatIsNotThatOfItsLineIsToBeBuiltAnew(String changed, String what) throws IOException {
            TestJar jar = TestJar.lined("hello");
            jar.copy()
                    .descriptor("plugin.hello.Table", "hello", "\"java\": \"17\"," + changed)
                    .in(plugins(), "hello.jar");

            assertThat(onlyComplaint().text())
                    .contains("hello.jar: the plugin 'hello': " + what)
                    .endsWith("build it again from clean.");
            jar.descriptor("hello", "\"java\": \"17\",").in(plugins(), "hello.jar");
            assertThatNothingIsWrong();
        }

        @Test
        void aDescriptorIsToBePackedToo() throws IOException {
            TestJar.plugin("lost").withoutDescriptors().in(plugins(), "fat.jar");

            Complaint complaint = onlyComplaint();

            assertThat(complaint.kind()).isEqualTo(Kind.INDEX);
            assertThat(complaint.remedy()).contains("pack META-INF/trackside too");
            TestJar.plugin("lost").in(plugins(), "fat.jar");
            assertThatNothingIsWrong();
        }
    }

    @Nested
    class WhatIsRefused {

        @Test
        void twoPluginsWithOneIdAreToBecomeOne() throws IOException {
            TestJar.plugin("twice").in(plugins(), "a.jar");
            Path other = TestJar.plugin("twice").file("more.txt", "more").in(plugins(), "b.jar");

            assertThat(complaints()).hasSize(2).allSatisfy(complaint -> assertThat(complaint.text())
                    .contains("the plugin 'twice': another plugin has the same id", "remove one of them"));
            Files.delete(other);
            assertThatNothingIsWrong();
        }

        @Test
        void aPluginOfANewerApiIsToBeAnOlderVersionOfIt() throws IOException {
            TestJar.plugin("newer")
                    .descriptor("newer", "\"apiVersion\": \"0.3.0\",")
                    .in(plugins(), "new.jar");

            assertThat(onlyComplaint().text())
                    .contains("built for version 0.3.0 of Trackside's API, which is newer than this, 0.2.0")
                    .contains("take an older version of it");
            TestJar.plugin("newer")
                    .descriptor("newer", "\"apiVersion\": \"0.2.0\",")
                    .in(plugins(), "new.jar");
            assertThatNothingIsWrong();
        }

        @Test
        void anIdThatIsReservedIsForItsAuthor() throws IOException {
            TestJar.plugin("run").in(plugins(), "run.jar");

            assertThat(onlyComplaint().text()).contains("'run'").contains("tell its author");
        }

        @Test
        void aJarThatIsNoneIsToBeCopiedAgain() throws IOException {
            Path jar = TestJar.plugin("cut").in(plugins(), "cut.jar");
            byte[] whole = Files.readAllBytes(jar);
            Files.write(jar, java.util.Arrays.copyOf(whole, whole.length / 2));

            assertThat(onlyComplaint().kind()).isEqualTo(Kind.REFUSED);
            Files.write(jar, whole);
            assertThatNothingIsWrong();
        }

        @Test
        void aClassThatIsMissingIsFoundAlthoughARunMayNotNeedIt() throws IOException {
            TestJar.plugin("hollow").without("plugin.hollow.Table").in(plugins(), "hollow.jar");

            assertThat(onlyComplaint().text())
                    .contains("its service file names plugin.hollow.Table, which is not in it", "build it again");
            TestJar.plugin("hollow").in(plugins(), "hollow.jar");
            assertThatNothingIsWrong();
        }

        @Test
        void aLibraryAloneBelongsBesideItsPlugin() throws IOException {
            new TestJar().file("library.txt", "text").in(plugins(), "library.jar");
            TestJar.plugin("sound").in(plugins(), "sound.jar");

            assertThat(onlyComplaint().remedy()).contains("put both together into a sub-folder");
            Files.createDirectories(plugins().resolve("sound"));
            Files.move(plugins().resolve("library.jar"), plugins().resolve("sound/library.jar"));
            Files.move(plugins().resolve("sound.jar"), plugins().resolve("sound/sound.jar"));
            assertThatNothingIsWrong();
        }
    }

    @Nested
    class Services {

        private static final String ENGINES = "META-INF/services/dev.trackside.spi.EngineProvider";

        @Test
        void thatNobodyCanLoadAreNamedWithTheLineToTakeOut() throws IOException {
            Path jar = new TestJar().file(ENGINES, "# ours\np.Gone\n").in(folder, "engine.jar");
            classPath.add(jar);

            Complaint complaint = onlyComplaint();

            assertThat(complaint.kind()).isEqualTo(Kind.SERVICE);
            assertThat(complaint.text())
                    .startsWith(
                            "engine.jar: p.Gone is registered as dev.trackside.spi.EngineProvider, but there is no such class")
                    .contains("take the line out of " + ENGINES);
            new TestJar().file(ENGINES, "# ours\n").in(folder, "engine.jar");
            assertThatNothingIsWrong();
        }

        @Test
        void thatCannotBeCreatedAreNamed() throws IOException {
            classPath.add(new TestJar()
                    .source("p.Hidden", "package p; public class Hidden { private Hidden() {} }")
                    .source("p.Abstract", "package p; public abstract class Abstract {}")
                    .source("p.Fine", "package p; public class Fine {}")
                    .file(ENGINES, "p.Hidden\np.Abstract\np.Fine\n")
                    .in(folder, "engine.jar"));

            assertThat(complaints())
                    .extracting(Complaint::text)
                    .satisfiesExactly(
                            text -> assertThat(text).contains("p.Hidden", "no public constructor without parameters"),
                            text -> assertThat(text)
                                    .contains("p.Abstract", "no")
                                    .contains("can be created"));
        }

        @Test
        void ofAPluginsFolderBelongOnTheClassPath() throws IOException {
            TestJar jar = new TestJar()
                    .source("p.Fine", "package p; public class Fine {}")
                    .file(ENGINES, "p.Fine\n");
            TestJar.plugin("sound").in(plugins(), "sound.jar");
            jar.in(plugins().resolve("sound-and-engine"), "engine.jar");
            TestJar.plugin("other").in(plugins().resolve("sound-and-engine"), "other.jar");

            Complaint complaint = onlyComplaint();

            assertThat(complaint.text())
                    .startsWith(
                            "engine.jar: p.Fine is registered as dev.trackside.spi.EngineProvider, which is looked for on the"
                                    + " class path only; put the jar on the class path instead");
            Path moved = folder.resolve("engine.jar");
            Files.move(plugins().resolve("sound-and-engine/engine.jar"), moved);
            classPath.add(moved);
            assertThatNothingIsWrong();
        }
    }

    @Nested
    class VersionsOfTrackside {

        @Test
        void onOneClassPathAreToBeOne() throws IOException {
            classPath.add(trackside("api", "1.2.0"));
            classPath.add(trackside("runtime", "1.1.0"));

            Complaint complaint = onlyComplaint();

            assertThat(complaint.kind()).isEqualTo(Kind.VERSIONS);
            assertThat(complaint.text())
                    .contains("1.1.0 (trackside-runtime.jar); 1.2.0 (trackside-api.jar)")
                    .contains("take all jars of Trackside from one version");
            trackside("runtime", "1.2.0");
            assertThatNothingIsWrong();
        }

        private Path trackside(String module, String version) throws IOException {
            return new TestJar()
                    .file(
                            "META-INF/maven/dev.trackside/trackside-%s/pom.properties".formatted(module),
                            "artifactId=trackside-%s\nversion=%s\n".formatted(module, version))
                    .in(folder, "trackside-%s.jar".formatted(module));
        }

        @Test
        void insideAPluginAreToBeLeftOut() throws IOException {
            TestJar.plugin("fat")
                    .source("dev.trackside.Extra", "package dev.trackside; public class Extra {}")
                    .in(plugins(), "fat.jar");

            Complaint complaint = onlyComplaint();

            assertThat(complaint.kind()).isEqualTo(Kind.COPY);
            assertThat(complaint.text())
                    .startsWith("fat.jar: has classes of Trackside's API (dev.trackside.Extra)")
                    .contains("Maven: scope provided");
            TestJar.plugin("fat").in(plugins(), "fat.jar");
            assertThatNothingIsWrong();
        }
    }

    @Nested
    class ShadowedJars {

        private final TestJar library = new TestJar().source("lib.Tool", "package lib; public class Tool {}");

        @Test
        void ofOneLibraryInTwoVersionsAreToBecomeOne() throws IOException {
            classPath.add(library.in(folder, "tool-1.0.jar"));
            classPath.add(library.copy().file("new.txt", "new").in(folder, "tool-1.1.jar"));

            Complaint complaint = onlyComplaint();

            assertThat(complaint.kind()).isEqualTo(Kind.SHADOWED);
            assertThat(complaint.text())
                    .isEqualTo(
                            "tool-1.1.jar: is the same library as tool-1.0.jar, which comes first, so that nothing of this one is"
                                    + " used (lib.Tool); take tool-1.1.jar or tool-1.0.jar away.");
            classPath.remove(0);
            assertThatNothingIsWrong();
        }

        @Test
        void withTheSameClassAreNamedWithIt() throws IOException {
            classPath.add(library.in(folder, "tool.jar"));
            classPath.add(library.copy()
                    .source("lib.Other", "package lib; public class Other {}")
                    .in(folder, "bundle.jar"));

            assertThat(onlyComplaint().text())
                    .startsWith("bundle.jar: has classes that tool.jar has too, which comes first")
                    .contains("(lib.Tool)");
        }

        @Test
        void ofOneNameAreToldApartByTheirFolders() throws IOException {
            classPath.add(library.in(folder.resolve("a"), "tool.jar"));
            classPath.add(library.in(folder.resolve("b"), "tool.jar"));

            assertThat(onlyComplaint().remedy()).contains("a" + File.separator, "b" + File.separator);
        }

        @Test
        void insideASubFolderAreFoundToo() throws IOException {
            Path unit = plugins().resolve("unit");
            TestJar.plugin("sound").in(unit, "sound.jar");
            library.in(unit, "tool-1.0.jar");
            Path newer = library.copy().file("new.txt", "new").in(unit, "tool-1.1.jar");

            assertThat(onlyComplaint().kind()).isEqualTo(Kind.SHADOWED);
            Files.delete(newer);
            assertThatNothingIsWrong();
        }

        @Test
        void ofDifferentPluginsMayBringOneLibraryInTwoVersions() throws IOException {
            for (String id : List.of("one", "two")) {
                TestJar.plugin(id).in(plugins().resolve(id), id + ".jar");
                library.copy().file(id + ".txt", id).in(plugins().resolve(id), "tool-" + id.length() + id + ".jar");
            }

            assertThatNothingIsWrong();
        }
    }

    @Test
    void filesThatArePassedOverAreNoReasonToComplain() throws IOException {
        TestJar.plugin("sound").in(plugins(), "sound.jar");
        Files.writeString(plugins().resolve("notes.txt"), "notes");
        Files.writeString(plugins().resolve(".hidden.jar"), "hidden");

        assertThatNothingIsWrong();
        try (Stream<Path> files = Files.list(plugins())) {
            assertThat(files).as("doctor takes nothing away").hasSize(3);
        }
    }
}
