package dev.trackside.runtime.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.Refusal;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.JarFaults;
import dev.trackside.runtime.testing.TestJar;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Between two sound jars stands what is not sound: the two are found, and what is wrong is said. */
@Timeout(60)
class FolderFaultsTests {

    @TempDir
    Path folder;

    private Discovery discovery;

    @AfterEach
    void close() {
        if (discovery != null) {
            discovery.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void isRefusedInWordsAndHidesNobody(JarFaults fault) throws IOException {
        around();
        fault.put(folder);

        discover();

        assertSoundOnes();
        assertThat(discovery.refusals())
                .extracting(Refusal::text)
                .hasSize(1)
                .first()
                .asString()
                .startsWith(fault.words())
                .endsWith(".")
                .doesNotContain("\n");
        assertThat(discovery.files())
                .filteredOn(file -> file.source().equals("b.jar"))
                .hasSize(1)
                .allSatisfy(file -> {
                    assertThat(file.outcome()).isEqualTo(FileDecision.Outcome.REFUSED);
                    assertThat(file.steps()).anyMatch(step -> !step.passed());
                });
    }

    @Test
    void aStoredFileWithAWrongSumIsDamaged() throws IOException {
        around();
        Files.write(folder.resolve("b.jar"), JarFaults.withWrongSum());

        discover();

        assertSoundOnes();
        assertThat(discovery.refusals())
                .extracting(Refusal::text)
                .containsExactly("b.jar: the jar is damaged or incomplete (%s is damaged); copy the jar again."
                        .formatted(Content.SERVICES));
    }

    @Test
    void aFileThatMayNotBeReadIsRefused() throws IOException {
        around();
        Path jar = TestJar.plugin("broken").in(folder, "b.jar");
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(jar), "root may read everything");

        discover();

        assertSoundOnes();
        assertThat(discovery.refusals())
                .extracting(Refusal::text)
                .containsExactly(
                        "b.jar: the file cannot be read; see that it is there and that the user of this process may read it.");
    }

    @Test
    void aFileThatFailsWhileItIsReadIsRefused() throws IOException {
        Path failing = Path.of("/proc/self/mem"); // nothing can be read from its beginning, even by root
        assumeTrue(Files.isRegularFile(failing), "a Linux");
        around();
        Files.createSymbolicLink(folder.resolve("b.jar"), failing);

        discover();

        assertSoundOnes();
        assertThat(discovery.refusals())
                .extracting(Refusal::text)
                .hasSize(1)
                .first()
                .asString()
                .startsWith("b.jar: the file cannot be read");
    }

    @Test
    void aFolderThatMayNotBeReadIsRefused() throws IOException {
        around();
        Path closed = Files.createDirectories(folder.resolve("b"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        assumeTrue(!Files.isReadable(closed), "root may read everything");

        discover();

        assertSoundOnes();
        assertThat(discovery.refusals()).extracting(Refusal::cause).containsExactly("the folder cannot be read");
    }

    @Test
    void whatIsNoFileIsNotWaitedFor() throws Exception {
        around();
        Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve("b.jar").toString()).start();
        assumeTrue(mkfifo.waitFor() == 0, "a system with named pipes");

        discover();

        assertSoundOnes();
        assertThat(discovery.refusals())
                .extracting(Refusal::text)
                .containsExactly("b.jar: it is neither a file nor a folder; replace it by the jar of the plugin.");
    }

    @Test
    void hiddenAndUnfinishedFilesAreSkippedAndSaid() throws IOException {
        around();
        for (String name : List.of(".b.jar", "b.jar.part", "b.jar.crdownload", "b.jar~", "b.zip", "notes.txt")) {
            Files.writeString(folder.resolve(name), "half");
        }

        discover();

        assertSoundOnes();
        assertThat(discovery.refusals()).isEmpty();
        assertThat(discovery.skipped())
                .containsExactly(
                        new Skipped(".b.jar", "hidden"),
                        new Skipped("b.jar.crdownload", "not a jar; perhaps a copy that is not finished"),
                        new Skipped("b.jar.part", "not a jar; perhaps a copy that is not finished"),
                        new Skipped("b.jar~", "not a jar"),
                        new Skipped("b.zip", "not a jar"),
                        new Skipped("notes.txt", "not a jar"));
    }

    @Test
    void foldersWithOddNamesAndLinksThatGoRoundAreFollowedOnce() throws IOException {
        around();
        for (String name : List.of("b b", "b#%41!", "b\u00e4\u6f22", "b.jar", "b+&=?*")) {
            TestJar.plugin("b" + Integer.toHexString(name.hashCode()))
                    .file("here.txt", name)
                    .in(folder.resolve(name), "plugin!.jar");
        }
        Files.createSymbolicLink(folder.resolve("b b").resolve("up"), folder);
        Files.createSymbolicLink(folder.resolve("b b").resolve("same"), folder.resolve("b b"));
        Path elsewhere = Files.createTempDirectory(folder.getParent(), "elsewhere");
        TestJar.plugin("linked").in(elsewhere, "plugin.jar");
        Files.createSymbolicLink(folder.resolve("linked"), elsewhere);

        discover();

        assertThat(discovery.refusals()).isEmpty();
        assertThat(discovery.plugins()).extracting(FoundPlugin::id).hasSize(8).contains("first", "last", "linked");
        for (FoundPlugin plugin : discovery.plugins()) {
            if (plugin.origin().startsWith("b")) {
                URL resource = plugin.loader().getResource("here.txt");
                try (InputStream in = resource.openStream()) {
                    assertThat(in).hasContent(plugin.origin().replace("/plugin!.jar", ""));
                }
                assertThat(plugin.table()
                                .getClass()
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation())
                        .isEqualTo(plugin.jar().toUri().toURL());
            }
        }
    }

    @Test
    void manyPluginsThatRequireEachOtherInARowCostLittle() throws IOException {
        around();
        TestJar row = new TestJar();
        for (int i = 0; i < 1_500; i++) {
            String id = "p" + i;
            row.service(
                            "plugin.%1$s.Table # trackside 1 %1$s plugin.%1$s.Handler REPORT ALWAYS INFERRED - - p%2$d - 17 unknown"
                                    .formatted(id, i + 1))
                    .descriptor(id, "\"requires\": [\"p%d\"],".formatted(i + 1));
        }
        row.in(folder, "m.jar");
        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());

        assertThat(discovery.refusals())
                .extracting(Refusal::text)
                .anySatisfy(text -> assertThat(text)
                        .startsWith("m.jar: its service file has")
                        .contains("line 1001, one of more than 1000 plugins"))
                .anySatisfy(text -> assertThat(text).contains("registers 1000, so ", " and 480 more cannot be found"));
        assertThat(discovery.plugins()).extracting(FoundPlugin::id).contains("first", "last", "p0");
    }

    @Test
    void aDescriptorThatRequiresAllTheWorldCannotBeUsed() throws IOException {
        around();
        String ids = String.join("\",\"", java.util.Collections.nCopies(5_000, "p"));
        TestJar.plugin("m")
                .withoutServices()
                .service("plugin.m.Table # trackside 1 m plugin.m.Handler REPORT ALWAYS INFERRED - - %s - 17 unknown"
                        .formatted(ids.replace("\",\"", ",")))
                .descriptor("m", "\"requires\": [\"%s\"],".formatted(ids))
                .in(folder, "m.jar");
        discover();

        assertThat(discovery.notices())
                .extracting(Notice::text)
                .singleElement()
                .asString()
                .contains(
                        "the descriptor of plugin.m.Table cannot be used (it has more than 1000 names in 'requires')");
        assertThat(discovery.plugins())
                .as("its class says what it is")
                .extracting(FoundPlugin::id)
                .containsExactly("first", "last", "m");
    }

    @Test
    void aByteOrderMarkAndLineEndsOfWindowsCostNothing() throws IOException {
        around();
        TestJar.plugin("windows")
                .withoutServices()
                .file(Content.SERVICES, "\uFEFFplugin.windows.Table\r\n# end\r\n\r\n")
                .in(folder, "b.jar");

        discover();

        assertThat(discovery.refusals()).isEmpty();
        assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("first", "last", "windows");
    }

    private void around() throws IOException {
        TestJar.plugin("first").in(folder, "a.jar");
        TestJar.plugin("last").in(folder, "c.jar");
    }

    private void discover() {
        discovery = Discoveries.discover(HostLoader.INSTANCE, List.of(folder), List.of());
        discovery.loadAll();
    }

    private void assertSoundOnes() {
        assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("first", "last");
        assertThat(discovery.plugins())
                .allSatisfy(plugin -> assertThat(plugin.table().create()).isNotNull());
        assertThat(discovery.files())
                .filteredOn(file -> file.source().matches("[ac]\\.jar"))
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.outcome()).isEqualTo(FileDecision.Outcome.USED));
    }
}
