package dev.trackside.runtime.loading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A zip file in memory, or the end of one: its directory tells what there is, and other bytes are given when a file is read. Nothing of it is believed before it was checked: positions lie inside of the file, sizes hold, sums hold, and no file that
 * matters is there twice. What this class does not read is encryption, methods other than stored and deflated, and, which the JDK's reader can, more
 * than 65,535 files.
 *
 * <p>The JDK opens zip files from disk only. That would hold a file descriptor a jar, and break when somebody replaces the file.
 */
final class ZipBytes {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int DIRECTORY_SIGNATURE = 0x02014b50;
    private static final int FILE_SIGNATURE = 0x04034b50;
    private static final int END_LENGTH = 22;
    private static final int DIRECTORY_LENGTH = 46;
    private static final int FILE_LENGTH = 30;
    private static final int MAX_COMMENT = 0xffff;
    /** Headers of files have fields that the directory does not count. */
    private static final int SPARE = 64;

    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    /** The end of the file, or all of it. */
    private final byte[] bytes;
    /** Where in the file they begin. */
    private final int base;

    private final Unpacker unpacker;
    /** Where in the bytes the directory begins. */
    private final int directory;

    private final int count;
    /** What stands before the archive, as in files that can be executed. */
    private final int shift;
    /** Positions in the directory of the files below META-INF, by name. */
    private final Map<String, Integer> metaInf = new LinkedHashMap<>();

    private @Nullable Map<String, Integer> all;

    ZipBytes(byte[] bytes, Unpacker unpacker) throws IOException {
        this(bytes, 0, unpacker);
    }

    /**
     * Reads a directory.
     *
     * @param bytes the end of the file
     * @param base where in the file it begins
     * @param unpacker what unpacks
     * @throws ZipException if it is damaged, or {@link #needed more} of the file is
     */
    ZipBytes(byte[] bytes, int base, Unpacker unpacker) throws IOException {
        this.bytes = bytes;
        this.base = base;
        this.unpacker = unpacker;
        int end = end(bytes);
        if (end < 0) {
            throw new ZipException("its end is missing");
        }
        long size = unsigned(int32(end + 12));
        long offset = unsigned(int32(end + 16));
        this.count = int16(end + 10);
        if (size > end || offset > end + base - size) {
            throw new ZipException("its directory does not lie inside of the file");
        }
        this.directory = (int) (end - size);
        this.shift = (int) (directory + base - offset);
        scan(end);
    }

    /**
     * How much of a file must be read to have its directory.
     *
     * @param bytes the end of the file
     * @param base where in the file it begins
     * @return how many bytes at the end; all if that cannot be told; -1 if only the JDK may read the file
     */
    static int needed(byte[] bytes, int base) {
        int end = end(bytes);
        if (end < 0) {
            return base + bytes.length;
        }
        long size = unsigned(int32(bytes, end + 12));
        if (int16(bytes, end + 10) == 0xffff || size == 0xffffffffL || int32(bytes, end + 16) == -1) {
            return -1;
        }
        return (int) Math.min(size + bytes.length - end, base + (long) bytes.length);
    }

    private static int end(byte[] bytes) {
        int lowest = Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT);
        for (int at = bytes.length - END_LENGTH; at >= lowest; at--) {
            if (bytes[at] == 'P'
                    && int32(bytes, at) == END_SIGNATURE
                    && at + END_LENGTH + int16(bytes, at + 20) <= bytes.length) {
                return at;
            }
        }
        return -1;
    }

    /**
     * Walks the directory once; names are made of what lies below META-INF only, which is all that a start needs. What is done for each file is in
     * methods of its own: they are compiled soon, this one is not.
     */
    private void scan(int end) throws ZipException {
        int at = directory;
        for (int i = 0; i < count; i++) {
            int next = next(at, end);
            if (isMetaInf(at)) {
                addMetaInf(at);
            }
            at = next;
        }
        if (at != end) {
            throw new ZipException("its directory has other files than it says");
        }
    }

    private boolean isMetaInf(int at) {
        int name = at + DIRECTORY_LENGTH;
        return bytes[name] == 'M' && bytes[name + 4] == '-' && int16(at + 28) > 9 && bytes[name + 8] == '/';
    }

    private void addMetaInf(int at) throws ZipException {
        String text = name(at);
        if (text.startsWith("META-INF/")) {
            add(metaInf, text, at);
        }
    }

    private int next(int at, int end) throws ZipException {
        if (at + DIRECTORY_LENGTH > end || int32(at) != DIRECTORY_SIGNATURE) {
            throw new ZipException("its directory is damaged");
        }
        int next = at + DIRECTORY_LENGTH + int16(at + 28) + int16(at + 30) + int16(at + 32);
        if (next > end) {
            throw new ZipException("its directory is damaged");
        }
        return next;
    }

    private static void add(Map<String, Integer> positions, String name, int at) throws ZipException {
        if (positions.put(name, at) != null && matters(name)) {
            throw new ZipException("it has the file %s twice, so what is in it is open to doubt".formatted(name));
        }
    }

    private static boolean matters(String name) {
        return name.endsWith(".class")
                || name.startsWith("META-INF/services/")
                || name.startsWith("META-INF/trackside/")
                || name.equals("META-INF/MANIFEST.MF");
    }

    /** The names of files below META-INF, in their order. */
    Set<String> metaInf() {
        return Collections.unmodifiableSet(metaInf.keySet());
    }

    /**
     * The names of all files.
     *
     * @throws ZipException if a class is there twice
     */
    synchronized Set<String> names() throws ZipException {
        return Collections.unmodifiableSet(positions().keySet());
    }

    private Map<String, Integer> positions() throws ZipException {
        Map<String, Integer> known = all;
        if (known == null) {
            known = new HashMap<>(count * 2);
            int at = directory;
            for (int i = 0; i < count; i++) {
                add(known, name(at), at);
                at = next(at, bytes.length);
            }
            all = known;
        }
        return known;
    }

    private synchronized @Nullable Integer position(String name) throws ZipException {
        return name.startsWith("META-INF/") ? metaInf.get(name) : positions().get(name);
    }

    boolean has(String name) throws ZipException {
        return position(name) != null;
    }

    /**
     * The sum of the directory, in which the sums of all files stand.
     *
     * @return CRC-32
     */
    int sum() {
        CRC32 sum = new CRC32();
        sum.update(bytes, directory, bytes.length - directory);
        return (int) sum.getValue();
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
        Integer at = position(name);
        return at == null ? -1 : unsigned(int32(at + 42)) + shift;
    }

    byte[] bytes() {
        return bytes;
    }

    /** How many bytes a file takes up, by the directory; headers may be longer by a few. */
    long length(String name) throws ZipException {
        Integer at = position(name);
        return at == null ? 0 : FILE_LENGTH + int16(at + 28) + SPARE + unsigned(int32(at + 20));
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
        Integer at = position(name);
        if (at == null) {
            return null;
        }
        long size = unsigned(int32(at + 24));
        if (size > limit) {
            throw new ZipException("%s is larger than %d kB".formatted(name, limit >> 10));
        }
        byte[] content = unpack(name, at, (int) size, true, from, offset);
        CRC32 sum = new CRC32();
        sum.update(content, 0, content.length);
        if ((int) sum.getValue() != int32(at + 16)) {
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
        Integer at = position(name);
        int most = at == null ? 0 : (int) Math.min(length, unsigned(int32(at + 24)));
        return at == null ? null : unpack(name, at, most, false, bytes, base);
    }

    private byte[] unpack(String name, int at, int length, boolean whole, byte[] from, int offset) throws IOException {
        int method = int16(at + 10);
        long packed = unsigned(int32(at + 20));
        long end = base + (long) directory;
        long header = unsigned(int32(at + 42)) + shift;
        if ((int16(at + 8) & 1) != 0) {
            throw new ZipException("%s is encrypted".formatted(name));
        }
        if (header + FILE_LENGTH > end) {
            throw new ZipException("%s is not where the jar says".formatted(name));
        }
        if (header < offset || header + FILE_LENGTH > offset + (long) from.length) {
            throw new ZipException("%s is elsewhere".formatted(name));
        }
        int there = (int) (header - offset);
        if (int32(from, there) != FILE_SIGNATURE) {
            throw new ZipException("%s is not where the jar says".formatted(name));
        }
        long start = (long) there + FILE_LENGTH + int16(from, there + 26) + int16(from, there + 28);
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

    private String name(int at) {
        return new String(bytes, at + DIRECTORY_LENGTH, int16(at + 28), StandardCharsets.UTF_8);
    }

    private int int16(int at) {
        return int16(bytes, at);
    }

    private int int32(int at) {
        return int32(bytes, at);
    }

    private static int int16(byte[] from, int at) {
        return (from[at] & 0xff) | (from[at + 1] & 0xff) << 8;
    }

    private static int int32(byte[] from, int at) {
        return int16(from, at) | int16(from, at + 2) << 16;
    }

    private static long unsigned(int value) {
        return value & 0xffffffffL;
    }
}
