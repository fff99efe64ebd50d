package dev.trackside.runtime.jar;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A zip file in memory, or the end of one: its directory tells what there is, and other bytes are given when a file is read. Nothing of it is believed
 * before it was checked: positions lie inside of the file, sizes hold, sums hold. What this class does not read is encryption, methods other than
 * stored and deflated, and, which the JDK's reader can, more than 65,535 files.
 *
 * <p>The JDK opens zip files from disk only. That would hold a file descriptor a jar, and break when somebody replaces the file.
 */
final class ZipBytes {

    private static final int SIGNATURE = 0x04034b50;
    private static final int HEADER_LENGTH = 30;
    /** Headers of files have fields that the directory does not count. */
    private static final int SPARE = 64;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** The end of the file, or all of it. */
    private final byte[] bytes;
    /** Where in the file they begin. */
    private final int base;

    private final Unpacker unpacker;
    private final ZipDirectory directory;

    ZipBytes(byte[] bytes, Unpacker unpacker) throws IOException {
        this(bytes, 0, unpacker);
    }

    /**
     * Reads a directory.
     *
     * @param bytes the end of the file
     * @param base where in the file it begins
     * @param unpacker what unpacks
     * @throws ZipException if it is damaged, or {@link ZipDirectory#needed more} of the file is
     */
    ZipBytes(byte[] bytes, int base, Unpacker unpacker) throws IOException {
        this.bytes = bytes;
        this.base = base;
        this.unpacker = unpacker;
        this.directory = new ZipDirectory(bytes, base);
    }

    /** The names of files below META-INF, in their order. */
    Set<String> metaInf() {
        return directory.metaInf();
    }

    /**
     * The names of all files.
     *
     * @throws ZipException if a class is there twice
     */
    Set<String> names() throws ZipException {
        return directory.names();
    }

    boolean has(String name) throws ZipException {
        return directory.position(name) != null;
    }

    /**
     * The sum of the directory, in which the sums of all files stand.
     *
     * @return CRC-32
     */
    int sum() {
        return directory.sum();
    }

    byte[] bytes() {
        return bytes;
    }

    /** Whether a file is this one, as far as its end tells. */
    boolean endOf(byte[] file) {
        return file.length == base + bytes.length && Arrays.equals(file, base, file.length, bytes, 0, bytes.length);
    }

    /**
     * Where a file is, as the directory says.
     *
     * @param name its name
     * @return the position of its header; -1 if there is none of this name, or if it lies outside
     */
    long start(String name) throws ZipException {
        Integer at = directory.position(name);
        return at == null ? -1 : directory.header(at);
    }

    /** How many bytes a file takes up, by the directory; headers may be longer by a few. */
    long length(String name) throws ZipException {
        Integer at = directory.position(name);
        return at == null ? 0 : HEADER_LENGTH + directory.nameLength(at) + SPARE + directory.packed(at);
    }

    /**
     * A file. All of the zip file must be here.
     *
     * @param name its name
     * @param limit the largest size that is read
     * @return its content; null if there is none of this name
     * @throws IOException if it is larger or damaged
     */
    byte @Nullable [] read(String name, int limit) throws IOException {
        return read(name, limit, bytes, base);
    }

    /**
     * A file.
     *
     * @param name its name
     * @param limit the largest size that is read
     * @param from bytes of the zip file
     * @param offset where in the zip file they begin
     * @return its content; null if there is none of this name
     * @throws IOException if it is larger, damaged, or does not lie in these bytes
     */
    byte @Nullable [] read(String name, int limit, byte[] from, int offset) throws IOException {
        Integer at = directory.position(name);
        if (at == null) {
            return null;
        }
        long size = directory.size(at);
        if (size > limit) {
            throw new ZipException("%s is larger than %d kB".formatted(name, limit >> 10));
        }
        byte[] content = unpack(name, at, (int) size, true, from, offset);
        CRC32 sum = new CRC32();
        sum.update(content, 0, content.length);
        if ((int) sum.getValue() != directory.sum(at)) {
            throw new ZipException("%s is damaged".formatted(name));
        }
        return content;
    }

    /**
     * The beginning of a file, without looking at the rest. All of the zip file must be here.
     *
     * @param name its name
     * @param length how much of it
     * @return so much of it as there is; null if there is no file of this name
     * @throws IOException if it is damaged
     */
    byte @Nullable [] head(String name, int length) throws IOException {
        Integer at = directory.position(name);
        int most = at == null ? 0 : (int) Math.min(length, directory.size(at));
        return at == null ? null : unpack(name, at, most, false, bytes, base);
    }

    private byte[] unpack(String name, int at, int length, boolean whole, byte[] from, int offset) throws IOException {
        int method = directory.method(at);
        long packed = directory.packed(at);
        long end = directory.end();
        long header = directory.header(at);
        if (directory.isEncrypted(at)) {
            throw new ZipException("%s is encrypted".formatted(name));
        }
        if (header + HEADER_LENGTH > end) {
            throw new ZipException("%s is not where the jar says".formatted(name));
        }
        if (header < offset || header + HEADER_LENGTH > offset + (long) from.length) {
            throw new ZipException("%s is elsewhere".formatted(name));
        }
        int there = (int) (header - offset);
        if (ZipDirectory.int32(from, there) != SIGNATURE) {
            throw new ZipException("%s is not where the jar says".formatted(name));
        }
        long start = (long) there
                + HEADER_LENGTH
                + ZipDirectory.int16(from, there + 26)
                + ZipDirectory.int16(from, there + 28);
        if (start + offset + packed > end) {
            throw new ZipException("%s does not lie inside of the jar".formatted(name));
        }
        if (start + packed > from.length) {
            throw new ZipException("%s is elsewhere".formatted(name));
        }
        return switch (method) {
            case STORED -> copy(name, from, (int) start, (int) packed, length, whole);
            case DEFLATED -> unpacker.inflate(name, from, (int) start, (int) packed, length, whole);
            default ->
                throw new ZipException("%s is packed by the method %d, which Java cannot read".formatted(name, method));
        };
    }

    private static byte[] copy(String name, byte[] from, int start, int packed, int length, boolean whole)
            throws ZipException {
        if (whole ? packed != length : packed < length) {
            throw new ZipException("%s has another size than the jar says".formatted(name));
        }
        return Arrays.copyOfRange(from, start, start + length);
    }
}
