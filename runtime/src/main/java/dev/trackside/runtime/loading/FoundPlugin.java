package dev.trackside.runtime.loading;

import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.PluginSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A plugin that can be used.
 *
 * @param table its dispatch table
 * @param spec what it is
 * @param origin where it was found, for people: the name of the jar, with its sub-folder; or {@code class path}
 * @param jar the jar or folder of classes as it was found; null if the class path does not tell
 * @param loader the loader of its classes
 */
public record FoundPlugin(
        HandlerTable table,
        PluginSpec spec,
        String origin,
        @Nullable Path jar,
        ClassLoader loader) {

    /**
     * Its id.
     *
     * @return the id of the plugin
     */
    public String id() {
        return spec.id();
    }
}
