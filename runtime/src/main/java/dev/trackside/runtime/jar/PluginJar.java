package dev.trackside.runtime.jar;

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
public abstract sealed class PluginJar implements Content, JarBytes permits KeptJar, CopiedJar {

    /** What is kept in memory; libraries with native code are larger. */
    public static final int MAX_IN_MEMORY = 8 << 20;

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
    public static PluginJar take(String name, File file, JarCopies copies) throws IOException {
        int grant = copies.grant();
        PluginJar kept = file.length() > grant ? null : KeptJar.take(name, file, grant, copies);
        return kept == null ? CopiedJar.copy(name, file, copies) : kept;
    }

    /**
     * A file of which is remembered what it was; nothing of it is read before something in it is wanted.
     *
     * @param name what people call it
     * @param file the file
     * @param fingerprint its {@link #fingerprint}, as it was; of a jar that {@link #isKept was kept}
     * @param memory who remembers it
     * @param copies where copies go, and what unpacks
     * @return the jar
     */
    public static PluginJar known(String name, File file, long fingerprint, JarMemory memory, JarCopies copies) {
        return KeptJar.remembered(name, file, fingerprint, memory, copies);
    }

    /**
     * What people call it.
     *
     * @return its name, with its sub-folder
     */
    @Override
    public final String name() {
        return name;
    }

    /**
     * Where it is.
     *
     * @return the file as it was found
     */
    public Path path() {
        return file.toPath();
    }

    /**
     * The file.
     *
     * @return as it was found
     */
    public File file() {
        return file;
    }

    /**
     * Whether its fingerprint tells it from nearly all others, and it is kept in memory: then it may be remembered.
     *
     * @return false if it is too large, or of a form that only the JDK reads
     */
    public abstract boolean isKept();

    /**
     * Its size, and of a jar that is kept the sum of its directory, in which the sums of all its files stand.
     *
     * @return the size in the higher 32 bits, the CRC-32 in the lower ones
     * @throws IOException if its size cannot be told any more
     */
    public abstract long fingerprint() throws IOException;

    /**
     * Keeps all of it, if that has not been done.
     *
     * @throws ChangedJarException if it is another file than the one that was seen
     * @throws IOException if it cannot be read any more
     */
    public abstract void hold() throws IOException;

    /**
     * Whether another jar has the same bytes.
     *
     * @param other the other
     * @return whether all of them are the same
     * @throws IOException if one of them cannot be read any more
     */
    public abstract boolean sameBytes(PluginJar other) throws IOException;

    /**
     * Whether a file has the same bytes.
     *
     * @param other the file
     * @return whether all of them are the same
     * @throws IOException if one of them cannot be read any more
     */
    public abstract boolean sameBytes(File other) throws IOException;

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

    /**
     * Where a file of the jar can be read by others.
     *
     * @param entry its name
     * @return a URL whose reader leaves no jar open
     * @throws IOException if the jar cannot be read any more
     */
    public final URL url(String entry) throws IOException {
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
