package dev.trackside.runtime.loading;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What the processor wrote of a plugin beside its table, in {@code META-INF/trackside/<binary name of the table>.json}: readable without
 * loading a class. Fields that this version does not know are passed over, those that are missing are empty.
 *
 * @param id the id of the plugin
 * @param handlerClass the class with handlers
 * @param table the binary name of its table
 * @param description the first sentence of its Javadoc
 * @param phase the name of its phase
 * @param attach the name of the rule by which it joins
 * @param onFailure the name of its policy
 * @param before ids that run after it
 * @param after ids that run before it
 * @param requires ids that must be there
 * @param produces metrics it declares
 * @param apiVersion the version of the API it was built with
 * @param events the events it handles, by simple name
 * @param options its options
 */
public record PluginDescriptor(
        String id,
        String handlerClass,
        String table,
        String description,
        String phase,
        String attach,
        String onFailure,
        List<String> before,
        List<String> after,
        List<String> requires,
        List<String> produces,
        String apiVersion,
        List<String> events,
        List<OptionText> options) {

    private static final int MAX_BYTES = 1 << 20;

    /**
     * An option.
     *
     * @param name its name in files
     * @param type its type, as people read it
     * @param description what it does
     * @param required whether it must be set
     */
    public record OptionText(String name, String type, String description, boolean required) {}

    /** Copies the lists. */
    public PluginDescriptor {
        before = List.copyOf(before);
        after = List.copyOf(after);
        requires = List.copyOf(requires);
        produces = List.copyOf(produces);
        events = List.copyOf(events);
        options = List.copyOf(options);
    }

    /**
     * The descriptor of a plugin that was found.
     *
     * @param plugin the plugin
     * @return its descriptor; empty if there is none or it is damaged
     */
    public static Optional<PluginDescriptor> of(FoundPlugin plugin) {
        try {
            byte[] json = plugin.content().read(JarFacts.fileOf(plugin.tableName()), MAX_BYTES);
            return json == null ? Optional.empty() : Optional.of(read(plugin.tableName(), json));
        } catch (IOException bad) {
            Log.unreadable(plugin.origin(), bad);
            return Optional.empty();
        }
    }

    /** The id in a descriptor that may be of no other use; null if there is none. */
    static @Nullable String idOf(String table, Content content) {
        try {
            byte[] json = content.read(JarFacts.fileOf(table), MAX_BYTES);
            return json == null ? null : read(table, json).id();
        } catch (IOException bad) {
            return null;
        }
    }

    /**
     * The descriptor of a plugin that was found, with all that stands in it, for those who show it. Loads no class.
     *
     * @param plugin the plugin
     * @return the JSON object, as the processor of the plugin wrote it; empty if there is none or it is damaged
     */
    public static Optional<Map<String, Object>> document(FoundPlugin plugin) {
        try {
            byte[] json = plugin.content().read(JarFacts.fileOf(plugin.tableName()), MAX_BYTES);
            return json == null ? Optional.empty() : Optional.of(JSON.std.mapFrom(json));
        } catch (IOException bad) {
            Log.unreadable(plugin.origin(), bad);
            return Optional.empty();
        }
    }

    /** Found when something is logged: a start that has nothing to say should not pay for it. */
    private static final class Log {
        private static final Logger LOGGER = LogManager.getLogger(PluginDescriptor.class);

        static void unreadable(Object where, IOException bad) {
            LOGGER.debug("The descriptor in {} cannot be read: {}", where, bad.toString());
        }
    }

    /** That of a class which is loaded. */
    static Optional<PluginDescriptor> of(String table, ClassLoader loader) {
        URL url = loader.getResource(JarFacts.fileOf(table));
        if (url == null) {
            return Optional.empty();
        }
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false); // a cached jar would stay open
            try (InputStream stream = connection.getInputStream()) {
                return Optional.of(read(table, stream.readNBytes(MAX_BYTES + 1)));
            }
        } catch (IOException bad) {
            Log.unreadable(url, bad);
            return Optional.empty();
        }
    }

    /**
     * Reads a descriptor.
     *
     * @param table the binary name of the table, as the file name gives it
     * @param json the file
     * @return the descriptor
     * @throws IOException if it is no JSON object with an id, or larger than 1 MB
     */
    static PluginDescriptor read(String table, byte[] json) throws IOException {
        if (json.length > MAX_BYTES) {
            throw new IOException("the descriptor of " + table + " is larger than 1 MB");
        }
        JsonBytes in = new JsonBytes(json);
        if (!(in.value() instanceof Map<?, ?> map)) {
            throw new IOException("the descriptor of " + table + " is no object");
        }
        in.end();
        String id = text(map, "id");
        if (id.isEmpty()) {
            throw new IOException("the descriptor of " + table + " has no id");
        }
        return new PluginDescriptor(
                id,
                text(map, "class"),
                table,
                text(map, "description"),
                text(map, "phase"),
                text(map, "attach"),
                text(map, "onFailure"),
                texts(map, "before"),
                texts(map, "after"),
                texts(map, "requires"),
                texts(map, "produces"),
                text(map, "apiVersion"),
                texts(map, "events"),
                options(map));
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value instanceof JsonBytes.Literal literal) {
            return literal.text().equals("null") ? "" : literal.text();
        }
        return value instanceof String text ? text : "";
    }

    private static List<String> texts(Map<?, ?> map, String key) {
        List<String> texts = new ArrayList<>();
        if (map.get(key) instanceof Iterable<?> values) {
            for (Object value : values) {
                if (value instanceof String text) {
                    texts.add(text);
                } else if (value instanceof Map<?, ?> object) {
                    texts.add(text(object, "event"));
                }
            }
        }
        return texts;
    }

    private static List<OptionText> options(Map<?, ?> map) {
        List<OptionText> options = new ArrayList<>();
        if (map.get("options") instanceof Iterable<?> values) {
            for (Object value : values) {
                if (value instanceof Map<?, ?> option) {
                    options.add(new OptionText(
                            text(option, "name"),
                            text(option, "type"),
                            text(option, "description"),
                            text(option, "required").equals("true")));
                }
            }
        }
        return options;
    }
}
