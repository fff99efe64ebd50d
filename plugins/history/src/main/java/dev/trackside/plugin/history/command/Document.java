package dev.trackside.plugin.history.command;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What programs read, in the form of all JSON of {@code trackside}. NaN and infinities are texts, as JSON has no numbers for them. */
final class Document {

    /** Changes when a key changes its meaning or goes; new keys may come at any time. */
    private static final int VERSION = 1;

    private static final JSON PRETTY =
            JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT, JSON.Feature.WRITE_NULL_PROPERTIES);

    private Document() {}

    static Map<String, Object> begin(String kind) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema-version", VERSION);
        document.put("kind", kind);
        return document;
    }

    static String text(Map<String, Object> document) {
        try {
            return PRETTY.asString(document);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it writes to memory
        }
    }
}
