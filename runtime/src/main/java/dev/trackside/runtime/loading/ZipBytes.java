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
 * A zip file in memory. Nothing of it is believed before it was checked: positions lie inside of the file, sizes hold, sums hold, and no file that
 * matters is there twice. What this class does not read (more than 65,535 files, encryption, methods other than stored and deflated) is an
 * error of its own, {@link Unsupported} where the JDK's reader can do better.
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
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final byte[] bytes;
    private final Unpacker unpacker;
    private final int directory;
    private final int count;
    /** What stands before the archive, as in files that can be executed. */
    private final int shift;
    /** Positions in the directory of the files below META-INF, by name. */
    private final Map<String, Integer> metaInf = new LinkedHashMap<>();

    private @Nullable Map<String, Integer> all;

    /** A zip file that is no worse for not being read here. */
    static final class Unsupported extends ZipException {

        private static final long serialVersionUID = 1L;

        Unsupported(String message) {
            super(message);
        }
    }

    ZipBytes(byte[] bytes, Unpacker unpacker) throws IOException {
        this.bytes = bytes;
        this.unpacker = unpacker;
        int end = end();
        long size = unsigned(int32(end + 12));
        long offset = unsigned(int32(end + 16));
        this.count = int16(end + 10);
        if (count == 0xffff || size == 0xffffffffL || offset == 0xffffffffL) {
            throw new Unsupported("it has more files than fit the plain format");
        }
        if (size > end || offset > end - size) {
            throw new ZipException("its directory does not lie inside of the file");
        }
        this.directory = (int) (end - size);
        this.shift = (int) (directory - offset);
        scan(end);
    }

    private int end() throws ZipException {
        int lowest = Math.max(0, bytes.length - END_LENGTH - MAX_COMMENT);
        for (int at = bytes.length - END_LENGTH; at >= lowest; at--) {
            if (bytes[at] == 'P' && int32(at) == END_SIGNATURE && at + END_LENGTH + int16(at + 20) <= bytes.length) {
                return at;
            }
        }
        throw new ZipException("its end is missing");
    }

    /** Walks the directory once; names are made of what lies below META-INF only, which is all that a start needs. */
    private void scan(int end) throws ZipException {
        int at = directory;
        for (int i = 0; i < count; i++) {
            int next = next(at, end);
            int length = int16(at + 28);
            int name = at + DIRECTORY_LENGTH;
            if (length > 9 && bytes[name + 8] == '/' && bytes[name] == 'M' && bytes[name + 4] == '-') {
                String text = name(at);
                if (text.startsWith("META-INF/")) {
                    add(metaInf, text, at);
                }
            }
            at = next;
        }
        if (at != end) {
            throw new ZipException("its directory has other files than it says");
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
     * A file.
     *
     * @param name its name
     * @param limit the largest size that is read
     * @return its content; null if there is none of this name
     * @throws IOException if it is larger or damaged
     */
    byte @Nullable [] read(String name, int limit) throws IOException {
        Integer at = position(name);
        if (at == null) {
            return null;
        }
        long size = unsigned(int32(at + 24));
        if (size > limit) {
            throw new ZipException("%s is larger than %d kB".formatted(name, limit >> 10));
        }
        byte[] content = unpack(name, at, (int) size, true);
        CRC32 sum = new CRC32();
        sum.update(content, 0, content.length);
        if ((int) sum.getValue() != int32(at + 16)) {
            throw new ZipException("%s is damaged".formatted(name));
        }
        return content;
    }

    /**
     * The beginning of a file, without looking at the rest.
     *
     * @param name its name
     * @param length how much of it
     * @return so much of it as there is; null if there is no file of this name
     * @throws IOException if it is damaged
     */
    byte @Nullable [] head(String name, int length) throws IOException {
        Integer at = position(name);
        return at == null ? null : unpack(name, at, (int) Math.min(length, unsigned(int32(at + 24))), false);
    }

    private byte[] unpack(String name, int at, int length, boolean whole) throws IOException {
        int method = int16(at + 10);
        long packed = unsigned(int32(at + 20));
        long header = unsigned(int32(at + 42)) + shift;
        if ((int16(at + 8) & 1) != 0) {
            throw new ZipException("%s is encrypted".formatted(name));
        }
        if (header + FILE_LENGTH > directory || int32((int) header) != FILE_SIGNATURE) {
            throw new ZipException("%s is not where the jar says".formatted(name));
        }
        long start = header + FILE_LENGTH + int16((int) header + 26) + int16((int) header + 28);
        if (start + packed > directory) {
            throw new ZipException("%s does not lie inside of the jar".formatted(name));
        }
        return switch (method) {
            case STORED -> copy(name, (int) start, (int) packed, length, whole);
            case DEFLATED -> unpacker.inflate(name, bytes, (int) start, (int) packed, length, whole);
            default ->
                throw new ZipException("%s is packed by the method %d, which Java cannot read".formatted(name, method));
        };
    }

    private byte[] copy(String name, int start, int packed, int length, boolean whole) throws ZipException {
        if (whole ? packed != length : packed < length) {
            throw new ZipException("%s has another size than the jar says".formatted(name));
        }
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    private String name(int at) {
        return new String(bytes, at + DIRECTORY_LENGTH, int16(at + 28), StandardCharsets.UTF_8);
    }

    private int int16(int at) {
        return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
    }

    private int int32(int at) {
        return int16(at) | int16(at + 2) << 16;
    }

    private static long unsigned(int value) {
        return value & 0xffffffffL;
    }
}
