package dev.trackside.runtime.jar;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * The directory of a zip file, which is at its end: what files there are, and where. Nothing of it is believed before it was checked: it lies inside
 * of the file, has as many files as it says, and no file that matters twice.
 */
final class ZipDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int SIGNATURE = 0x02014b50;
    private static final int END_LENGTH = 22;
    private static final int LENGTH = 46;
    private static final int MAX_COMMENT = 0xffff;

    /** The end of the file, or all of it. */
    private final byte[] bytes;
    /** Where in the file they begin. */
    private final int base;
    /** Where in the bytes the directory begins. */
    private final int directory;

    private final int count;
    /** What stands before the archive, as in files that can be executed. */
    private final int shift;
    /** Positions in the directory of the files below META-INF, by name. */
    private final Map<String, Integer> metaInf = new LinkedHashMap<>();

    private @Nullable Map<String, Integer> all;

    /**
     * Reads a directory.
     *
     * @param bytes the end of the file
     * @param base where in the file it begins
     * @throws ZipException if it is damaged, or {@link #needed more} of the file is
     */
    ZipDirectory(byte[] bytes, int base) throws ZipException {
        this.bytes = bytes;
        this.base = base;
        int end = end(bytes);
        if (end < 0) {
            throw new ZipException("its end is missing");
        }
        long size = unsigned(int32(bytes, end + 12));
        long offset = unsigned(int32(bytes, end + 16));
        this.count = int16(bytes, end + 10);
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
        int name = at + LENGTH;
        return bytes[name] == 'M' && bytes[name + 4] == '-' && nameLength(at) > 9 && bytes[name + 8] == '/';
    }

    private void addMetaInf(int at) throws ZipException {
        String text = name(at);
        if (text.startsWith("META-INF/")) {
            add(metaInf, text, at);
        }
    }

    private int next(int at, int end) throws ZipException {
        if (at + LENGTH > end || int32(bytes, at) != SIGNATURE) {
            throw new ZipException("its directory is damaged");
        }
        int next = at + LENGTH + nameLength(at) + int16(bytes, at + 30) + int16(bytes, at + 32);
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

    /** Where in the directory a file is; null if there is none of this name. */
    synchronized @Nullable Integer position(String name) throws ZipException {
        return name.startsWith("META-INF/") ? metaInf.get(name) : positions().get(name);
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

    /** Where in the file its header is, as the directory says; it may lie outside. */
    long header(int at) {
        return unsigned(int32(bytes, at + 42)) + shift;
    }

    /** Where in the file the files end and the directory begins. */
    long end() {
        return base + (long) directory;
    }

    boolean isEncrypted(int at) {
        return (int16(bytes, at + 8) & 1) != 0;
    }

    int method(int at) {
        return int16(bytes, at + 10);
    }

    /** CRC-32 of the content of a file. */
    int sum(int at) {
        return int32(bytes, at + 16);
    }

    /** How many bytes a file takes up. */
    long packed(int at) {
        return unsigned(int32(bytes, at + 20));
    }

    /** How many bytes a file has. */
    long size(int at) {
        return unsigned(int32(bytes, at + 24));
    }

    int nameLength(int at) {
        return int16(bytes, at + 28);
    }

    private String name(int at) {
        return new String(bytes, at + LENGTH, nameLength(at), StandardCharsets.UTF_8);
    }

    static int int16(byte[] from, int at) {
        return (from[at] & 0xff) | (from[at + 1] & 0xff) << 8;
    }

    static int int32(byte[] from, int at) {
        return int16(from, at) | int16(from, at + 2) << 16;
    }

    private static long unsigned(int value) {
        return value & 0xffffffffL;
    }
}
