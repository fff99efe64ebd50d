package dev.trackside.runtime.trust;

import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSigner;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Every file of a jar must be signed by a certificate that is listed, as the JDK checks signatures, and must be the file that will be loaded. Files
 * of the signature itself cannot be signed and are left out, as the JDK does; all else in {@code META-INF}, classes for single releases of Java
 * too, must be signed like any other file.
 *
 * <p>The certificate that signed is looked at, not those that signed it: whoever lists an authority would trust all that it ever certifies. It must
 * be valid now; when a signature was made cannot be known without trusting somebody else's clock.
 */
final class SignedRule implements Trust.Rule {

    private static final int MAX_FILE_BYTES = 256 << 20;
    private static final int MAX_SIGNATURE_BYTES = 16 << 20;
    private static final String RESIGN = "take the jar from who signed it again, or sign it anew as a whole";

    private final Signers signers;
    private final InstantSource clock;

    SignedRule(Signers signers, InstantSource clock) {
        this.signers = signers;
        this.clock = clock;
    }

    @Override
    public Optional<Distrust> against(JarBytes jar) throws IOException {
        try (JarFile file = new JarFile(jar.copy().toFile(), true)) {
            Distrust distrust = against(jar, file);
            return Optional.ofNullable(distrust);
        } catch (SecurityException broken) {
            return Optional.of(new Distrust("its signature does not hold (%s)".formatted(broken.getMessage()), RESIGN));
        } catch (ZipException damaged) {
            return Optional.of(new Distrust(
                    "its signature cannot be checked (%s)".formatted(damaged.getMessage()), "copy the jar again"));
        }
    }

    private @Nullable Distrust against(JarBytes jar, JarFile file) throws IOException {
        Set<String> names = new TreeSet<>(jar.names());
        checkSize(jar, names);
        Distrust missing = missingFrom(names, file.getManifest());
        if (missing != null) {
            return missing;
        }
        for (String name : names) {
            Distrust distrust = against(jar, file, name);
            if (distrust != null) {
                return distrust;
            }
        }
        return null;
    }

    private @Nullable Distrust against(JarBytes jar, JarFile file, String name) throws IOException {
        JarEntry entry = file.getJarEntry(name);
        if (entry == null || !entry.getName().equals(name)) {
            return twoWays(name);
        }
        // Of a file that nobody vouches for nothing is kept: what it unpacks to may be more than there is memory.
        long size = pass(file, entry);
        boolean folder = name.endsWith("/") && size == 0;
        Distrust unsigned = folder || isOfSignature(name) ? null : unsigned(name, entry.getCodeSigners());
        if (unsigned != null) {
            return unsigned;
        }
        byte[] used = jar.read(name, MAX_FILE_BYTES);
        try (InputStream in = file.getInputStream(entry)) {
            // Two readers of one archive may differ; what is checked must be what is loaded.
            return used != null && Arrays.equals(used, in.readNBytes(MAX_FILE_BYTES)) ? null : twoWays(name);
        }
    }

    /** Reads a file to its end, which is how the JDK checks it, and tells its size. */
    private static long pass(JarFile file, JarEntry entry) throws IOException {
        byte[] buffer = new byte[1 << 13];
        long size = 0;
        try (InputStream in = file.getInputStream(entry)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > MAX_FILE_BYTES) {
                    throw new ZipException("%s is larger than %d MB".formatted(entry.getName(), MAX_FILE_BYTES >> 20));
                }
            }
        }
        return size;
    }

    private static Distrust twoWays(String name) {
        return new Distrust("the file %s can be read in more than one way".formatted(name), RESIGN);
    }

    /** The JDK reads the files of a signature as a whole, however large they are. */
    private static void checkSize(JarBytes jar, Set<String> names) throws IOException {
        int left = MAX_SIGNATURE_BYTES;
        for (String name : names) {
            if (isOfSignature(name)) {
                byte[] file = jar.read(name, left);
                left -= file == null ? 0 : file.length;
            }
        }
    }

    private @Nullable Distrust unsigned(String name, CodeSigner @Nullable [] signed) {
        if (signed == null || signed.length == 0) {
            return new Distrust(
                    "the file %s in it is not signed".formatted(name),
                    "get a jar that is signed as a whole by one of loading.signers, or sign it: jarsigner JAR NAME");
        }
        Distrust expired = null;
        for (CodeSigner signer : signed) {
            Certificate certificate =
                    signer.getSignerCertPath().getCertificates().get(0);
            if (signers.has(certificate)) {
                expired = expired(certificate);
                if (expired == null) {
                    return null;
                }
            }
        }
        return expired != null
                ? expired
                : new Distrust(
                        "the file %s in it is signed by %s, which loading.signers does not name"
                                .formatted(name, shown(signed[0])),
                        "if you trust that certificate, add it to loading.signers; else remove the jar");
    }

    private @Nullable Distrust expired(Certificate certificate) {
        if (!(certificate instanceof X509Certificate dated)) {
            return null;
        }
        Instant now = clock.instant();
        Instant from = dated.getNotBefore().toInstant();
        Instant until = dated.getNotAfter().toInstant();
        if (!now.isBefore(from) && !now.isAfter(until)) {
            return null;
        }
        return new Distrust(
                "it is signed by %s, whose certificate is valid from %s to %s, and now it is %s"
                        .formatted(dated.getSubjectX500Principal().getName(), from, until, now),
                "sign it with a certificate that is valid, or list its sum: loading.trust: listed");
    }

    private static String shown(CodeSigner signer) {
        Certificate certificate = signer.getSignerCertPath().getCertificates().get(0);
        try {
            String fingerprint = Signers.fingerprint(certificate);
            return certificate instanceof X509Certificate named
                    ? "%s (certificate with SHA-256 %s)"
                            .formatted(named.getSubjectX500Principal().getName(), fingerprint)
                    : "a certificate with the SHA-256 " + fingerprint;
        } catch (CertificateEncodingException odd) {
            return "a certificate without an encoded form";
        }
    }

    /** A file that was signed with the others and has been taken out; the JDK does not look for those. */
    private static @Nullable Distrust missingFrom(Set<String> names, @Nullable Manifest manifest) {
        if (manifest == null) {
            return new Distrust(
                    "it is not signed",
                    "get a jar that is signed by one of loading.signers, or sign it: jarsigner JAR NAME");
        }
        for (Map.Entry<String, Attributes> section : manifest.getEntries().entrySet()) {
            if (!names.contains(section.getKey()) && hasDigest(section.getValue())) {
                return new Distrust("the file %s was signed with it and is gone".formatted(section.getKey()), RESIGN);
            }
        }
        return null;
    }

    private static boolean hasDigest(Attributes attributes) {
        for (Object name : attributes.keySet()) {
            if (name.toString().toUpperCase(Locale.ROOT).endsWith("-DIGEST")) {
                return true;
            }
        }
        return false;
    }

    /** The JDK's rule: what a signature is made of, at the top of META-INF. */
    static boolean isOfSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (!upper.startsWith("META-INF/") || upper.indexOf('/', "META-INF/".length()) >= 0) {
            return false;
        }
        String file = upper.substring("META-INF/".length());
        return file.equals("MANIFEST.MF")
                || file.endsWith(".SF")
                || file.endsWith(".DSA")
                || file.endsWith(".RSA")
                || file.endsWith(".EC")
                || isSignatureOfOtherKind(file);
    }

    /** {@code SIG-} and at most three characters of extension. */
    private static boolean isSignatureOfOtherKind(String file) {
        int dot = file.lastIndexOf('.');
        return file.startsWith("SIG-") && (dot < 0 || file.substring(dot + 1).matches("[A-Z0-9]{1,3}"));
    }
}
