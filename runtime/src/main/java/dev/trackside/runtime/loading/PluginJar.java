package dev.trackside.runtime.loading;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A jar of a plugins folder, taken as it was when it was seen: who replaces, cuts or deletes the file afterwards does not change it. Small ones,
 * which is nearly all, are kept in memory and hold no file descriptor; others are copied.
 */
abstract sealed class PluginJar implements Content permits PluginJar.InMemory, CopiedJar {

    /** What is kept in memory; libraries with native code are larger. */
    static final int MAX_IN_MEMORY = 8 << 20;

    private final String name;
    private final File file;
    private @Nullable String sha256;

    PluginJar(String name, File file) {
        this.name = name;
        this.file = file;
    }

    /**
     * Takes a file.
     *
     * @param name what people call it
     * @param file the file
     * @param copies where copies go, and what unpacks
     * @return the jar
     * @throws IOException if the file cannot be read
     * @throws ZipException if it is no sound jar
     */
    static PluginJar take(String name, File file, JarCopies copies) throws IOException {
        byte[] bytes;
        try (FileInputStream in = new FileInputStream(file)) {
            bytes = in.readNBytes(copies.grant());
            if (in.read() >= 0) {
                return new CopiedJar(name, file, copies);
            }
        }
        try {
            InMemory jar = new InMemory(name, file, bytes, new ZipBytes(bytes, copies.unpacker()), copies);
            copies.used(bytes.length);
            return jar;
        } catch (ZipBytes.Unsupported large) {
            return new CopiedJar(name, file, copies);
        }
    }

    /** What people call it: its name, with its sub-folder. */
    String name() {
        return name;
    }

    /** The file as it was found. */
    Path path() {
        return file.toPath();
    }

    File file() {
        return file;
    }

    /** Size and sum of the bytes: different for nearly all files that differ. */
    abstract long fingerprint() throws IOException;

    abstract boolean sameBytes(PluginJar other) throws IOException;

    abstract boolean sameBytes(File other) throws IOException;

    /**
     * The names of all its files.
     *
     * @throws ZipException if a class is there twice
     */
    abstract Set<String> names() throws IOException;

    /** A file with these bytes, for those who need one. */
    abstract Path copy() throws IOException;

    /** Where a file of the jar can be read by others. */
    final URL url(String entry) throws IOException {
        return JarUrls.of(copy(), entry);
    }

    /** SHA-256 of the bytes, in small hexadecimal digits. */
    final synchronized String sha256() throws IOException {
        String sum = sha256;
        if (sum == null) {
            sum = sum();
            sha256 = sum;
        }
        return sum;
    }

    abstract String sum() throws IOException;

    @Override
    public final String toString() {
        return name;
    }

    /** A jar that is kept in memory. */
    static final class InMemory extends PluginJar {

        private final byte[] bytes;
        private final ZipBytes zip;
        private final JarCopies copies;
        private @Nullable Path copy;
        private long fingerprint;

        InMemory(String name, File file, byte[] bytes, ZipBytes zip, JarCopies copies) {
            super(name, file);
            this.bytes = bytes;
            this.zip = zip;
            this.copies = copies;
        }

        @Override
        public byte @Nullable [] read(String entry, int limit) throws IOException {
            return zip.read(entry, limit);
        }

        @Override
        public byte @Nullable [] head(String entry, int length) throws IOException {
            return zip.head(entry, length);
        }

        @Override
        public boolean has(String entry) throws IOException {
            return zip.has(entry);
        }

        @Override
        public Set<String> metaInf() {
            return zip.metaInf();
        }

        @Override
        Set<String> names() throws IOException {
            return zip.names();
        }

        @Override
        long fingerprint() {
            if (fingerprint == 0) {
                CRC32 sum = new CRC32();
                sum.update(bytes, 0, bytes.length);
                fingerprint = (long) bytes.length << 32 | sum.getValue();
            }
            return fingerprint;
        }

        @Override
        boolean sameBytes(PluginJar other) {
            return other instanceof InMemory same && Arrays.equals(bytes, same.bytes);
        }

        @Override
        boolean sameBytes(File other) throws IOException {
            return Arrays.equals(bytes, Files.readAllBytes(other.toPath()));
        }

        @Override
        synchronized Path copy() throws IOException {
            Path there = copy;
            if (there == null) {
                there = copies.write(file().getName(), bytes);
                copy = there;
            }
            return there;
        }

        @Override
        String sum() {
            return JarCopies.sum(bytes);
        }
    }
}
