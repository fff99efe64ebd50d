package dev.trackside.cli;

import dev.trackside.runtime.loading.FoundPlugin;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a plugin, or of a part of it: what the processor wrote into its descriptor, so that no class of it is loaded. A table
 * without a descriptor, as people write them by hand, is asked itself.
 */
record PluginDocument(Map<String, ?> content) {

    static PluginDocument of(FoundPlugin plugin) {
        return new PluginDocument(plugin.descriptor().orElseGet(() -> TableDocument.of(plugin.table())));
    }

    /** Empty if it is not there. */
    String text(String key) {
        return Objects.toString(value(key), "");
    }

    boolean flag(String key) {
        return Boolean.TRUE.equals(value(key));
    }

    @Nullable
    Object value(String key) {
        return content.get(key);
    }

    List<String> texts(String key) {
        return value(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** The objects in a list. */
    List<PluginDocument> parts(String key) {
        return value(key) instanceof List<?> list
                ? list.stream().map(PluginDocument::part).toList()
                : List.of();
    }

    @SuppressWarnings("unchecked") // keys of JSON are texts
    private static PluginDocument part(Object value) {
        return new PluginDocument(value instanceof Map<?, ?> map ? (Map<String, ?>) map : Map.of());
    }
}
