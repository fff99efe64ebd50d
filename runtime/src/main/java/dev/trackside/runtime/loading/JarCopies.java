package dev.trackside.runtime.loading;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
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
 * What jars of plugins are kept in: memory up to a limit, and a private folder that is made when something needs it. The folder goes when this
 * is closed, at the latest when the process ends.
 */
final class JarCopies implements AutoCloseable {

    private static final int MAX_BYTES = 256 << 20;

    private final Unpacker unpacker = new Unpacker();
    private final List<Path> files = new ArrayList<>();
    private final List<Closeable> open = new ArrayList<>();
    private @Nullable Path folder;
    private int used;

    /** Found when something is logged: a start that has nothing to say should not pay for it. */
    private static final class Log {
        static final Logger LOGGER = LogManager.getLogger(JarCopies.class);
    }

    Unpacker unpacker() {
        return unpacker;
    }

    /** How many bytes the next jar may have to be kept in memory. */
    synchronized int grant() {
        return Math.min(PluginJar.MAX_IN_MEMORY, MAX_BYTES - used);
    }

    synchronized void used(int bytes) {
        used += bytes;
    }

    synchronized void closeLater(Closeable closeable) {
        open.add(closeable);
    }

    synchronized Path copy(Path jar) throws IOException {
        Path copy = next(String.valueOf(jar.getFileName()));
        Files.copy(jar, copy);
        return copy;
    }

    synchronized Path write(String name, byte[] bytes) throws IOException {
        Path copy = next(name);
        Files.write(copy, bytes);
        return copy;
    }

    private Path next(String name) throws IOException {
        Path there = folder;
        if (there == null) {
            there = Files.createTempDirectory("trackside-plugins-");
            there.toFile().deleteOnExit();
            folder = there;
        }
        Path copy = there.resolve(files.size() + "-" + name);
        files.add(copy);
        copy.toFile().deleteOnExit();
        return copy;
    }

    static String sum(Path jar) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(jar), digest)) {
            byte[] buffer = new byte[1 << 16];
            while (in.read(buffer) >= 0) {
                // reading sums
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static String sum(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    @Override
    public synchronized void close() {
        unpacker.close();
        for (Closeable one : open) {
            try {
                one.close();
            } catch (IOException bad) {
                Log.LOGGER.debug("{} did not close: {}", one, bad.toString());
            }
        }
        open.clear();
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
            Log.LOGGER.trace("{} was gone already", path);
        } catch (IOException held) {
            Log.LOGGER.debug("{} stays until the process ends: {}", path, held.toString());
        }
    }
}
