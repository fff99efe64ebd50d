package dev.trackside.runtime.loading;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Private copies of jars, so that whoever replaces a plugin during a run does not break it. The copies go when this is closed, at the latest
 * when the process ends.
 */
final class JarCopies implements AutoCloseable {

    private static final Logger LOGGER = LogManager.getLogger(JarCopies.class);

    private final List<Path> files = new ArrayList<>();
    private @Nullable Path folder;

    /**
     * A copy.
     *
     * @param file the copy
     * @param sha256 the sum of its bytes
     */
    record Copy(Path file, String sha256) {}

    Copy copy(Path jar) throws IOException {
        Path copy = folder().resolve(files.size() + "-" + jar.getFileName());
        files.add(copy);
        copy.toFile().deleteOnExit();
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest);
                OutputStream out = Files.newOutputStream(copy)) {
            in.transferTo(out);
        }
        return new Copy(copy, HexFormat.of().formatHex(digest.digest()));
    }

    static String sum(Path jar) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private Path folder() throws IOException {
        Path there = folder;
        if (there == null) {
            there = Files.createTempDirectory("trackside-plugins-");
            there.toFile().deleteOnExit();
            folder = there;
        }
        return there;
    }

    @Override
    public void close() {
        for (Path file : files) {
            delete(file);
        }
        if (folder != null) {
            delete(folder);
        }
        files.clear();
        folder = null;
    }

    private static void delete(Path path) {
        try {
            Files.delete(path);
        } catch (NoSuchFileException gone) {
            LOGGER.trace("{} was gone already", path);
        } catch (IOException held) {
            LOGGER.debug("{} stays until the process ends: {}", path, held.toString());
        }
    }
}
