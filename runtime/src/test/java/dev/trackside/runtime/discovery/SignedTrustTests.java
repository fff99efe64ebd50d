package dev.trackside.runtime.discovery;

import static dev.trackside.runtime.testing.HostilePlugin.assertNothingRan;
import static dev.trackside.runtime.testing.HostilePlugin.hostile;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.TrustSettings;
import dev.trackside.runtime.config.TrustSettings.Demand;
import dev.trackside.runtime.config.TrustSettings.Signer;
import dev.trackside.runtime.jar.Content;
import dev.trackside.runtime.jar.PluginJar;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.testing.HostLoader;
import dev.trackside.runtime.testing.Rezip;
import dev.trackside.runtime.testing.SigningKeys;
import dev.trackside.runtime.testing.TestJar;
import dev.trackside.runtime.trust.Trust;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code loading.trust: signed}. */
class SignedTrustTests {

    @TempDir
    static Path keyFolder;

    private static SigningKeys keys;

    @TempDir
    Path plugins;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = SigningKeys.make(keyFolder);
    }

    @AfterEach
    void forget() {
        System.clearProperty("trackside.test.ran");
    }

    private static Signer signer(String name) throws Exception {
        Path file = keyFolder.resolve(name + ".pem");
        Files.writeString(file, keys.pem(name));
        return new Signer(file.toString(), file, "t.yaml:1");
    }

    private Discovery discover(Signer... signers) {
        Trust trust = Trust.of(new TrustSettings(Set.of(Demand.SIGNED), Path.of("trackside.lock"), List.of(signers)));
        return Discovery.of(HostLoader.INSTANCE, List.of(new PluginFolder(plugins, true)), List.of(), trust);
    }

    private Path signed(String id) throws Exception {
        return keys.sign(hostile(id).in(plugins, id + ".jar"), "known");
    }

    private void assertRefused(String... parts) throws Exception {
        assertRefused(signer("known"), parts);
    }

    private void assertRefused(Signer signer, String... parts) {
        try (Discovery discovery = discover(signer)) {
            discovery.loadAll();

            assertThat(discovery.plugins()).isEmpty();
            assertThat(discovery.refusals()).hasSize(1);
            assertThat(discovery.refusals().get(0).text()).startsWith("m.jar: ").contains(parts);
            assertNothingRan();
        }
    }

    @Nested
    class Takes {

        @Test
        void aJarSignedByACertificateInAPemFile() throws Exception {
            signed("m");

            try (Discovery discovery = discover(signer("known"))) {
                assertThat(discovery.refusals()).isEmpty();
                discovery.plugins().get(0).table();
                assertThat(System.getProperty("trackside.test.ran")).isEqualTo("m");
            }
        }

        @Test
        void aJarSignedByACertificateInADerFileOrByItsFingerprint() throws Exception {
            signed("m");
            byte[] encoded = keys.certificate("known").getEncoded();
            Path der = Files.write(keyFolder.resolve("known.der"), encoded);
            String fingerprint = HexFormat.ofDelimiter(":")
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(encoded));

            for (Signer signer :
                    List.of(new Signer("known.der", der, "t.yaml:1"), new Signer(fingerprint, null, "t.yaml:1"))) {
                try (Discovery discovery = discover(signer)) {
                    assertThat(discovery.plugins()).hasSize(1);
                }
            }
        }

        @Test
        void aJarSignedByAnotherToo() throws Exception {
            keys.sign(signed("m"), "other");

            try (Discovery discovery = discover(signer("known"))) {
                assertThat(discovery.plugins()).hasSize(1);
            }
        }

        @Test
        void aSubFolderWhoseLibrariesAreSigned() throws Exception {
            keys.sign(hostile("deep").in(plugins.resolve("deep"), "deep.jar"), "known");
            Path library = new TestJar()
                    .source("lib.Lib", "package lib; public class Lib {}")
                    .in(plugins.resolve("deep"), "lib.jar");

            try (Discovery discovery = discover(signer("known"))) {
                assertThat(discovery.plugins()).as("the library is not signed").isEmpty();
                assertNothingRan();
            }
            keys.sign(library, "known");
            try (Discovery discovery = discover(signer("known"))) {
                assertThat(discovery.plugins()).hasSize(1);
            }
        }
    }

    @Nested
    class Refuses {

        @Test
        void aJarThatIsNotSigned() throws Exception {
            hostile("m").in(plugins, "m.jar");

            assertRefused("plugin 'm'", "it is not signed", "jarsigner");
        }

        @Test
        void aJarSignedBySomebodyElseByNameAndFingerprint() throws Exception {
            keys.sign(hostile("m").in(plugins, "m.jar"), "other");

            assertRefused("is signed by CN=other", "loading.signers does not name");
        }

        @Test
        void aCertificateThatHasExpired() throws Exception {
            keys.sign(hostile("m").in(plugins, "m.jar"), "expired");

            assertRefused(signer("expired"), "CN=expired, whose certificate is valid from", "now it is");
        }

        @Test
        void aClassThatWasAdded() throws Exception {
            changed(files -> files.put("plugin/m/Extra.class", new byte[] {1}));

            assertRefused("plugin/m/Extra.class in it is not signed");
        }

        @Test
        void aServiceThatWasAdded() throws Exception {
            changed(files -> files.put("META-INF/services/java.lang.Runnable", new byte[] {'x'}));

            assertRefused("META-INF/services/java.lang.Runnable in it is not signed");
        }

        @Test
        void aClassForASingleReleaseThatWasAdded() throws Exception {
            changed(files -> files.put("META-INF/versions/17/plugin/m/Table.class", files.get("plugin/m/Table.class")));

            assertRefused("META-INF/versions/17/plugin/m/Table.class in it is not signed");
        }

        @Test
        void aFileBelowMetaInfThatOnlyLooksLikeASignature() throws Exception {
            changed(files -> files.put("META-INF/sub/EVIL.SF", new byte[] {1}));

            assertRefused("META-INF/sub/EVIL.SF in it is not signed");
        }

        @Test
        void aFolderWithContent() throws Exception {
            changed(files -> files.put("plugin/folder/", new byte[] {1}));

            assertRefused("plugin/folder/");
        }

        @Test
        void aClassThatWasChanged() throws Exception {
            changed(files -> files.get("plugin/m/Handler.class")[30] ^= 1);

            assertRefused("its signature does not hold", "plugin/m/Handler.class");
        }

        @Test
        void aDescriptorThatWasChanged() throws Exception {
            changed(files -> files.computeIfPresent(
                    "META-INF/trackside/plugin.m.Table.json",
                    (name, bytes) -> text(bytes).replace("REPORT", "DECIDE").getBytes(StandardCharsets.UTF_8)));

            assertRefused("its signature does not hold");
        }

        @Test
        void aClassThatWasTakenOut() throws Exception {
            changed(files -> files.remove("plugin/m/Detector.class"));

            assertRefused("the file plugin/m/Detector.class was signed with it and is gone");
        }

        @Test
        void aFileWhoseSumWasTakenOutOfTheManifest() throws Exception {
            changed(files -> files.computeIfPresent("META-INF/MANIFEST.MF", (name, bytes) -> text(bytes)
                    .replaceAll("Name: plugin/m/Handler\\.class\\r\\n(?:[^\\r]+\\r\\n)+\\r\\n", "")
                    .getBytes(StandardCharsets.UTF_8)));

            assertRefused("its signature does not hold", "plugin/m/Handler.class");
        }

        @Test
        void aManifestThatWasGivenAnotherMeaning() throws Exception {
            changed(files -> files.computeIfPresent("META-INF/MANIFEST.MF", (name, bytes) -> text(bytes)
                    .replaceFirst("\r\n", "\r\nMulti-Release: true\r\n")
                    .getBytes(StandardCharsets.UTF_8)));

            assertRefused("its signature does not hold");
        }

        @Test
        void aJarWhoseSignatureWasTakenAway() throws Exception {
            changed(files -> files.keySet().removeIf(name -> name.endsWith(".SF")));

            assertRefused("is not signed");
        }

        @Test
        void aJarOfWhichOnlyPartsAreSignedByTheRightOne() throws Exception {
            changed(files -> files.put("added.txt", new byte[] {1}));
            keys.sign(plugins.resolve("m.jar"), "other");

            assertRefused("the file added.txt in it is signed by CN=other");
        }

        @Test
        void whatTwoReadersReadInTwoWays() throws Exception {
            Path jar = signed("m");
            byte[] bytes = Files.readAllBytes(jar);
            // The end of another archive in the comment of the first: which of the two is the jar?
            Path other = hostile("m").file("evil.txt", "x").in(keyFolder, "evil.jar");
            byte[] evil = Files.readAllBytes(other);
            byte[] both = new byte[bytes.length + evil.length];
            System.arraycopy(bytes, 0, both, 0, bytes.length);
            System.arraycopy(evil, 0, both, bytes.length, evil.length);
            Files.write(jar, both);

            try (Discovery discovery = discover(signer("known"))) {
                assertThat(discovery.plugins()).isEmpty();
                assertNothingRan();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"META-INF/MANIFEST.MF", "META-INF/KNOWN.SF"})
        void aSignatureThatUnpacksToMoreThanASignatureHas(String file) throws Exception {
            changed(files -> files.put(file, new byte[17 << 20]));

            assertRefused(file + " is larger than ");
        }

        @Test
        void aLargeJarWhoseServiceFileWasChanged() throws Exception {
            byte[] large = new byte[PluginJar.MAX_IN_MEMORY + 1];
            new java.util.Random(1).nextBytes(large);
            Path jar = keys.sign(hostile("m").file("native.bin", large).in(plugins, "m.jar"), "known");
            Rezip.change(jar, files -> files.computeIfPresent(Content.SERVICES, (name, old) -> "#".getBytes(UTF_8)));

            assertRefused("its signature does not hold");
        }

        private void changed(Consumer<Map<String, byte[]>> change) throws Exception {
            Rezip.change(signed("m"), change);
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    @Nested
    class ASignerThatIsNone {

        @Test
        void isSaidWithItsPlace() throws IOException {
            Path file = Files.writeString(keyFolder.resolve("none.pem"), "no certificate");

            assertThatThrownBy(() -> discover(new Signer("none.pem", file, "t.yaml:7")))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageStartingWith("t.yaml:7: loading.signers names")
                    .hasMessageContaining("no certificate in PEM or DER");
        }

        @Test
        void asAMissingFileIs() {
            Path file = keyFolder.resolve("missing.pem");

            assertThatThrownBy(() -> discover(new Signer("missing.pem", file, "t.yaml:7")))
                    .isInstanceOf(TracksideException.class)
                    .hasMessageContaining("missing.pem, which cannot be read");
        }
    }

    @Test
    void twoDemandsMustBothBeMet() throws Exception {
        signed("m");
        Path lock = keyFolder.resolve("two.lock");
        FolderJars.list(List.of(new PluginFolder(plugins, true))).lock().write(lock);
        keys.sign(hostile("n").in(plugins, "n.jar"), "known"); // signed, and not listed
        TrustSettings both = new TrustSettings(Set.of(Demand.LISTED, Demand.SIGNED), lock, List.of(signer("known")));

        try (Discovery discovery = Discovery.of(
                HostLoader.INSTANCE, List.of(new PluginFolder(plugins, true)), List.of(), Trust.of(both))) {
            assertThat(discovery.plugins()).extracting(FoundPlugin::id).containsExactly("m");
            assertThat(discovery.refusals().get(0).text()).contains("not listed");
        }
    }
}
