package dev.trackside.runtime.loading;

import dev.trackside.runtime.trust.JarBytes;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Set;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A jar of a plugins folder, as it was when it was seen. Of small ones, which is nearly all, the directory is read then, and the rest when something
 * in it is wanted, if it is still the same file; they are kept in memory from then on and hold no file descriptor. Others are copied at once. Who
 * replaces, cuts or deletes a file whose classes are in use does not change it.
 */
abstract sealed class PluginJar implements Content, JarBytes permits KeptJar, CopiedJar {

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
        int grant = copies.grant();
        PluginJar kept = file.length() > grant ? null : KeptJar.take(name, file, grant, copies);
        return kept == null ? CopiedJar.take(name, file, copies) : kept;
    }

    /** What people call it: its name, with its sub-folder. */
    @Override
    public final String name() {
        return name;
    }

    /** The file as it was found. */
    Path path() {
        return file.toPath();
    }

    File file() {
        return file;
    }

    /** Size, and sum of the directory with the sums of all its files: different for nearly all files that differ. */
    abstract long fingerprint() throws IOException;

    /**
     * Keeps all of it, if that has not been done.
     *
     * @throws JarRecheck.Changed if it is another file than the one that was seen
     * @throws IOException if it cannot be read any more
     */
    abstract void hold() throws IOException;

    abstract boolean sameBytes(PluginJar other) throws IOException;

    abstract boolean sameBytes(File other) throws IOException;

    /**
     * The names of all its files.
     *
     * @throws ZipException if a class is there twice
     */
    @Override
    public abstract Set<String> names() throws IOException;

    /** A file with these bytes, for those who need one. */
    @Override
    public abstract Path copy() throws IOException;

    /** Where a file of the jar can be read by others. */
    final URL url(String entry) throws IOException {
        return JarUrls.of(copy(), entry);
    }

    /** SHA-256 of the bytes, in small hexadecimal digits. */
    @Override
    public final synchronized String sha256() throws IOException {
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
}
