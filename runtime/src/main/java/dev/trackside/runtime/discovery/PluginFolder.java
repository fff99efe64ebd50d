package dev.trackside.runtime.discovery;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A folder to look for plugins in.
 *
 * @param path the folder
 * @param required whether somebody named it, so that it is a fault if it is not there
 * @param cache the folder for files in which is kept what its jars say of themselves, so that a later start need not open those that have not
 *     changed; null for none
 */
public record PluginFolder(
        Path path, boolean required, @Nullable Path cache) {

    /** Checks the parts. */
    public PluginFolder {
        Objects.requireNonNull(path, "path");
    }

    /**
     * A folder whose jars are opened at each start.
     *
     * @param path the folder
     * @param required whether somebody named it, so that it is a fault if it is not there
     */
    public PluginFolder(Path path, boolean required) {
        this(path, required, null);
    }

    /** Whether a file in it is taken for a jar, by its name. */
    static boolean isJar(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".jar");
    }
}
