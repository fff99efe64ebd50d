package dev.trackside.runtime.facts;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.trackside.runtime.jar.Content;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Map;
import java.util.Optional;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.jspecify.annotations.Nullable;

/**
 * All that the processor wrote of a plugin beside its table, in {@code META-INF/trackside/<binary name of the table>.json}: readable without loading
 * a class. For those who show it, and for what is to be said of a plugin that cannot be used; a start reads its {@link DescriptorHead} alone.
 */
public final class PluginDescriptor {

    private static final int MAX_BYTES = 1 << 20;

    private PluginDescriptor() {}

    /** Found when something is logged: a start that has nothing to say should not pay for it. */
    private static final class Log {
        private static final Logger LOGGER = LogManager.getLogger(PluginDescriptor.class);

        static void unreadable(Object where, IOException bad) {
            LOGGER.debug("The descriptor in {} cannot be read: {}", where, bad.toString());
        }
    }

    /**
     * The descriptor of a table.
     *
     * @param table its binary name
     * @param content what holds the descriptor
     * @param where what people call that
     * @return the JSON object, as the processor wrote it; empty if there is none or it is damaged
     */
    public static Optional<Map<String, Object>> of(String table, Content content, String where) {
        try {
            byte[] json = content.read(JarFacts.fileOf(table), MAX_BYTES);
            return json == null ? Optional.empty() : Optional.of(JSON.std.mapFrom(json));
        } catch (IOException bad) {
            Log.unreadable(where, bad);
            return Optional.empty();
        }
    }

    /**
     * The id in a descriptor that may be of no other use.
     *
     * @param table the binary name of its table
     * @param content what holds the descriptor
     * @param where what people call that
     * @return the id; null if there is none
     */
    public static @Nullable String idOf(String table, Content content, String where) {
        String id = of(table, content, where).map(json -> text(json, "id")).orElse("");
        return id.isEmpty() ? null : id;
    }

    /** The version of the API that a class which is loaded was built with; empty if its descriptor does not say. */
    static String apiVersionOf(String table, ClassLoader loader) {
        URL url = loader.getResource(JarFacts.fileOf(table));
        if (url == null) {
            return "";
        }
        try {
            URLConnection connection = url.openConnection();
            connection.setUseCaches(false); // a cached jar would stay open
            try (InputStream stream = connection.getInputStream()) {
                return text(JSON.std.mapFrom(stream.readNBytes(MAX_BYTES)), "apiVersion");
            }
        } catch (IOException bad) {
            Log.unreadable(url, bad);
            return "";
        }
    }

    private static String text(Map<String, Object> json, String key) {
        return json.get(key) instanceof String text ? text : "";
    }
}
