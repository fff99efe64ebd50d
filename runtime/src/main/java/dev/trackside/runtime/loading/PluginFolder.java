package dev.trackside.runtime.loading;

import java.nio.file.Path;
import java.util.Objects;

/**
 * A folder to look for plugins in.
 *
 * @param path the folder
 * @param required whether somebody named it, so that it is a fault if it is not there
 */
public record PluginFolder(Path path, boolean required) {

    /** Checks the parts. */
    public PluginFolder {
        Objects.requireNonNull(path, "path");
    }
}
