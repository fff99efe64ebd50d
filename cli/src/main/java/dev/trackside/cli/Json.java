package dev.trackside.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Output for programs. */
final class Json {

    /** Changes when a key changes its meaning or goes; new keys may come at any time. */
    private static final int VERSION = 1;

    private static final JSON PRETTY =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    /** A map, a list or a plain value as text. */
    static String of(Object value) {
        try {
            return PRETTY.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("maps and lists can be written as JSON", e);
        }
    }

    /** The beginning of a document, which says what it is. */
    static Map<String, @Nullable Object> document(String kind) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("schema-version", VERSION);
        document.put("kind", kind);
        return document;
    }

    /** Prints a document, and nothing else. */
    static void print(PrintWriter out, Map<String, @Nullable Object> document) {
        out.println(of(document));
        out.flush();
    }
}
