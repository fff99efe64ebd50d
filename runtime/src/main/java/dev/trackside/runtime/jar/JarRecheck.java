package dev.trackside.runtime.jar;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads jars as a whole that were looked at before: what was decided about a file must not be used for another. */
final class JarRecheck {

    private JarRecheck() {}

    /**
     * Reads a jar.
     *
     * @param file the file
     * @param fingerprint its size, and the sum of its directory
     * @param seen its directory, if that was kept
     * @param memory who remembers it, to be told if it is another file; null if it was looked at in this process
     * @param unpacker what unpacks
     * @return all of it
     * @throws ChangedJarException if it is another one, or gone
     * @throws IOException if it cannot be read
     */
    static ZipBytes read(
            File file, long fingerprint, @Nullable ZipBytes seen, @Nullable JarMemory memory, Unpacker unpacker)
            throws IOException {
        try {
            return read(file, fingerprint, seen, unpacker);
        } catch (ChangedJarException other) {
            if (memory != null) {
                memory.wasWrong();
            }
            throw other;
        }
    }

    private static ZipBytes read(File file, long fingerprint, @Nullable ZipBytes seen, Unpacker unpacker)
            throws IOException {
        if (!file.isFile()) {
            throw new ChangedJarException();
        }
        byte[] bytes;
        try (FileInputStream in = new FileInputStream(file)) {
            bytes = in.readNBytes((int) (fingerprint >>> 32));
            if (bytes.length < fingerprint >>> 32 || in.read() >= 0 || (seen != null && !seen.endOf(bytes))) {
                throw new ChangedJarException();
            }
        }
        ZipBytes zip;
        try {
            zip = new ZipBytes(bytes, unpacker);
        } catch (ZipException unsound) {
            throw new ChangedJarException(); // it was sound when it was seen
        }
        if (zip.sum() != (int) fingerprint) {
            throw new ChangedJarException();
        }
        return zip;
    }
}
