package dev.trackside.runtime.trust;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Faults;
import dev.trackside.runtime.config.TrustSettings.Signer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The certificates that may sign, by the SHA-256 sums of their encoded form. */
record Signers(Set<String> fingerprints) {

    private static final int MAX_BYTES = 1 << 20;

    Signers {
        fingerprints = Set.copyOf(fingerprints);
    }

    /**
     * Reads certificate files and fingerprints.
     *
     * @throws TracksideException with everything that is wrong
     */
    static Signers read(List<Signer> signers) {
        Set<String> fingerprints = new LinkedHashSet<>();
        Faults faults = new Faults();
        for (Signer signer : signers) {
            Path file = signer.file();
            if (file == null) {
                fingerprints.add(signer.text().replace(":", "").toLowerCase(Locale.ROOT));
            } else {
                faults.guard(() -> fingerprints.addAll(read(file, signer.place())));
            }
        }
        faults.throwIfAny();
        return new Signers(fingerprints);
    }

    private static Set<String> read(Path file, String place) {
        Set<String> fingerprints = new LinkedHashSet<>();
        try {
            byte[] bytes = Files.size(file) > MAX_BYTES ? new byte[0] : Files.readAllBytes(file);
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
            for (Certificate certificate : certificates) {
                fingerprints.add(fingerprint(certificate));
            }
        } catch (IOException unreadable) {
            throw new TracksideException(
                    "%s: loading.signers names %s, which cannot be read (%s); write the file of a certificate, or its SHA-256 fingerprint in 64 hexadecimal digits."
                            .formatted(place, file, unreadable),
                    unreadable);
        } catch (CertificateException noCertificate) {
            throw noCertificate(file, place, noCertificate);
        }
        if (fingerprints.isEmpty()) {
            throw noCertificate(file, place, null);
        }
        return fingerprints;
    }

    private static TracksideException noCertificate(Path file, String place, @Nullable Exception cause) {
        return new TracksideException(
                "%s: loading.signers names %s, which is no certificate in PEM or DER; export it with: keytool -exportcert -rfc -alias NAME -keystore FILE"
                        .formatted(place, file),
                cause);
    }

    boolean has(Certificate certificate) {
        try {
            return fingerprints.contains(fingerprint(certificate));
        } catch (CertificateEncodingException odd) {
            return false; // what has no encoded form is none that anybody listed
        }
    }

    /** SHA-256 of the encoded form in small hexadecimal digits, as {@code keytool -list} shows it with colons. */
    static String fingerprint(Certificate certificate) throws CertificateEncodingException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
