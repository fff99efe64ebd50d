package dev.trackside.runtime.jar;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A jar that is kept in memory: its directory and service file from when it is seen, all of it from when something else in it is wanted. */
final class KeptJar extends PluginJar {

    /** The directory of most jars is no longer. */
    private static final int END_BYTES = 8 << 10;

    private static final int MAX_SERVICES = 1 << 20;

    private final JarCopies copies;
    private final long fingerprint;
    private @Nullable ZipBytes directory;
    private byte @Nullable [] services;
    private byte @Nullable [] all;
    private @Nullable Path copy;
    /** Who remembers it, if that was believed. */
    private @Nullable JarMemory memory;

    private KeptJar(String name, File file, JarCopies copies, long fingerprint) {
        super(name, file);
        this.copies = copies;
        this.fingerprint = fingerprint;
    }

    /**
     * Looks at a jar.
     *
     * @return the jar; null if it is larger than granted, or of a form that only the JDK reads
     */
    static @Nullable PluginJar take(String name, File file, int grant, JarCopies copies) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file, "r")) {
            long size = in.length();
            if (size > grant) {
                return null;
            }
            int length = (int) size;
            int part = Math.min(length, END_BYTES);
            byte[] bytes = bytes(in, length - part, part);
            int needed = ZipDirectory.needed(bytes, length - part);
            if (needed < 0) {
                return null;
            }
            if (needed > part) {
                bytes = bytes(in, length - needed, needed);
            }
            ZipBytes directory = new ZipBytes(bytes, length - bytes.length, copies.unpacker());
            KeptJar jar = new KeptJar(name, file, copies, size << 32 | (directory.sum() & 0xffffffffL));
            jar.directory = directory;
            if (bytes.length == length) {
                jar.all = bytes;
            } else {
                jar.services = services(in, directory, bytes, length);
            }
            copies.used(length);
            return jar;
        }
    }

    /** A jar of which is remembered what it said of itself. */
    static PluginJar remembered(String name, File file, long fingerprint, JarMemory memory, JarCopies copies) {
        copies.used((int) (fingerprint >>> 32));
        KeptJar jar = new KeptJar(name, file, copies, fingerprint);
        jar.memory = memory;
        return jar;
    }

    private static byte[] bytes(RandomAccessFile in, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.seek(from);
        in.readFully(bytes);
        return bytes;
    }

    /** The service file, which says what plugins there are; null if there is none, or it is not in the usual place. */
    private static byte @Nullable [] services(RandomAccessFile in, ZipBytes directory, byte[] end, int length)
            throws IOException {
        long start = directory.start(SERVICES);
        long much = directory.length(SERVICES);
        if (start < 0 || start >= length || much > MAX_SERVICES) {
            return null;
        }
        try {
            int offset = length - end.length;
            if (start >= offset) {
                return directory.read(SERVICES, MAX_SERVICES, end, offset);
            }
            byte[] bytes = bytes(in, start, (int) Math.min(much, length - start));
            return directory.read(SERVICES, MAX_SERVICES, bytes, (int) start);
        } catch (IOException elsewhere) {
            return null; // if it is damaged that is said when it is asked for
        }
    }

    @Override
    public synchronized byte @Nullable [] read(String entry, int limit) throws IOException {
        byte[] known = services;
        if (known != null && known.length <= limit && entry.equals(SERVICES)) {
            return known.clone();
        }
        return directory().has(entry) ? whole().read(entry, limit) : null;
    }

    @Override
    public synchronized byte @Nullable [] head(String entry, int length) throws IOException {
        return directory().has(entry) ? whole().head(entry, length) : null;
    }

    @Override
    public synchronized boolean has(String entry) throws IOException {
        return directory().has(entry);
    }

    @Override
    public synchronized Set<String> metaInf() throws IOException {
        return directory().metaInf();
    }

    @Override
    public synchronized Set<String> names() throws IOException {
        return directory().names();
    }

    private ZipBytes directory() throws IOException {
        ZipBytes known = directory;
        return known == null ? whole() : known;
    }

    private ZipBytes whole() throws IOException {
        ZipBytes known = directory;
        if (known != null && all != null) {
            return known;
        }
        ZipBytes zip = JarRecheck.read(file(), fingerprint, known, memory, copies.unpacker());
        all = zip.bytes();
        directory = zip;
        services = null;
        return zip;
    }

    @Override
    public synchronized void hold() throws IOException {
        whole();
    }

    private synchronized byte[] all() throws IOException {
        whole();
        return Objects.requireNonNull(all);
    }

    @Override
    public boolean isKept() {
        return true;
    }

    @Override
    public long fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean sameBytes(PluginJar other) throws IOException {
        return other instanceof KeptJar same && Arrays.equals(all(), same.all());
    }

    @Override
    public boolean sameBytes(File other) throws IOException {
        return Arrays.equals(all(), Files.readAllBytes(other.toPath()));
    }

    @Override
    public synchronized Path copy() throws IOException {
        Path there = copy;
        if (there == null) {
            there = copies.write(file().getName(), all());
            copy = there;
        }
        return there;
    }

    @Override
    String sum() throws IOException {
        return Sha256.of(all());
    }
}
