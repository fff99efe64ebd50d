package dev.trackside.runtime.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Keys with certificates that {@code keytool} makes for the tests, and what signs with them. */
public final class SigningKeys {

    private static final char[] PASSWORD = "for-tests".toCharArray();

    private final KeyStore store;

    private SigningKeys(KeyStore store) {
        this.store = store;
    }

    /** Makes the keys {@code known}, {@code other} and {@code expired}; the last was valid for one day, ten days ago. */
    public static SigningKeys make(Path folder) throws Exception {
        Path file = folder.resolve("keys.p12");
        generate(file, "known", "-validity", "2");
        generate(file, "other", "-validity", "2");
        generate(file, "expired", "-startdate", "-10d", "-validity", "1");
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new SigningKeys(store);
    }

    private static void generate(Path file, String name, String... validity) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(validity));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(new File(file + ".log"))
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException("keytool: " + Files.readString(Path.of(file + ".log")));
        }
    }

    public Certificate certificate(String name) throws GeneralSecurityException {
        return store.getCertificate(name);
    }

    /** The certificate in the form in which {@code keytool -exportcert -rfc} writes it. */
    public String pem(String name) throws GeneralSecurityException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(certificate(name).getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    /** Signs a jar in its place. */
    public Path sign(Path jar, String name) throws GeneralSecurityException, IOException {
        PrivateKey key = (PrivateKey) store.getKey(name, PASSWORD);
        JarSigner signer = new JarSigner.Builder(
                        key, CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate(name))))
                .signerName(name)
                .build();
        Path signed = Files.createTempFile(jar.toAbsolutePath().getParent(), "signing", ".tmp");
        try (ZipFile in = new ZipFile(jar.toFile());
                OutputStream out = Files.newOutputStream(signed)) {
            signer.sign(in, out);
        }
        return Files.move(signed, jar, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
}
