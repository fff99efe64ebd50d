package dev.trackside.runtime.jar;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Unpacks files of zip files, one after the other, with one inflater, since making one costs as much as unpacking a class. */
final class Unpacker implements AutoCloseable {

    private @Nullable Inflater inflater;
    private boolean closed;

    /**
     * Unpacks what was deflated.
     *
     * @param name the file, for people
     * @param length how much of it
     * @param whole whether that must be all of it
     * @return the first {@code length} bytes of the content
     */
    synchronized byte[] inflate(String name, byte[] bytes, int start, int packed, int length, boolean whole)
            throws ZipException {
        Inflater zip = reset();
        zip.setInput(bytes, start, packed);
        byte[] content = new byte[length];
        try {
            int done = 0;
            while (done < length) {
                int more = zip.inflate(content, done, length - done);
                if (more == 0 && (zip.finished() || zip.needsInput() || zip.needsDictionary())) {
                    throw otherSize(name);
                }
                done += more;
            }
            // The end of the stream may stand behind the last byte; one byte more would be a lie about the size.
            if (whole && !zip.finished() && (zip.inflate(new byte[1]) != 0 || !zip.finished())) {
                throw otherSize(name);
            }
        } catch (DataFormatException damaged) {
            throw damaged(name, damaged);
        }
        return content;
    }

    private static ZipException otherSize(String name) {
        return new ZipException("%s has another size than the jar says".formatted(name));
    }

    private static ZipException damaged(String name, DataFormatException cause) {
        ZipException damaged =
                new ZipException("%s cannot be unpacked (%s)".formatted(name, String.valueOf(cause.getMessage())));
        damaged.initCause(cause);
        return damaged;
    }

    private Inflater reset() {
        if (closed) {
            throw new IllegalStateException("the plugins of this run are closed");
        }
        Inflater zip = inflater;
        if (zip == null) {
            zip = new Inflater(true);
            inflater = zip;
        } else {
            zip.reset();
        }
        return zip;
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }
}
