package dev.trackside.runtime.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A jar as it was taken: what is asked here is answered from the bytes that classes are defined of, whatever has become of the file. */
public interface JarBytes {

    /**
     * What people call it.
     *
     * @return the name of the jar, with its sub-folder; lock files list it under this name
     */
    String name();

    /**
     * The sum of the bytes.
     *
     * @return SHA-256 in small hexadecimal digits
     * @throws IOException if they cannot be read any more
     */
    String sha256() throws IOException;

    /**
     * The names of all its files.
     *
     * @return the names, those of folders too
     * @throws IOException if the jar is damaged
     */
    Set<String> names() throws IOException;

    /**
     * A file in it.
     *
     * @param name its name
     * @param limit the largest size that is read
     * @return its content; null if there is none of this name
     * @throws IOException if it is larger or damaged
     */
    byte @Nullable [] read(String name, int limit) throws IOException;

    /**
     * A private file with these bytes, for readers that need one.
     *
     * @return the file; it goes when the plugins are closed
     * @throws IOException if it cannot be written
     */
    Path copy() throws IOException;
}
