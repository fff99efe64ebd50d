package dev.trackside.plugin.jsonl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One JSON object on a line. Characters beyond ASCII are escaped, so that no reader can take one for a line end or read it in another encoding. Numbers that
 * JSON does not have are the strings {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"}.
 */
final class Line {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    /** Writes a part. */
    @FunctionalInterface
    private interface Part {
        void write(JsonGenerator json) throws IOException;
    }

    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    /**
     * Begins a line.
     *
     * @param event what happened
     * @param time when
     */
    Line(String event, Instant time) {
        try {
            json = JSON.createGenerator(text);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible); // it writes to memory
        }
        with(to -> to.writeStartObject());
        put("event", event);
        put("time", time.toString());
    }

    private Line with(Part part) {
        try {
            part.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return this;
    }

    Line put(String name, String value) {
        return with(to -> to.writeStringField(name, value));
    }

    Line put(String name, Optional<String> value) {
        value.ifPresent(there -> put(name, there));
        return this;
    }

    Line put(String name, long value) {
        return with(to -> to.writeNumberField(name, value));
    }

    Line put(String name, double value) {
        return with(to -> to.writeNumberField(name, value));
    }

    Line put(String name, boolean value) {
        return with(to -> to.writeBooleanField(name, value));
    }

    Line metrics(Map<String, Double> metrics) {
        return with(to -> {
            to.writeObjectFieldStart("metrics");
            for (Map.Entry<String, Double> metric : metrics.entrySet()) {
                to.writeNumberField(metric.getKey(), metric.getValue());
            }
            to.writeEndObject();
        });
    }

    Line texts(String name, Map<String, String> texts) {
        return with(to -> {
            to.writeObjectFieldStart(name);
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                to.writeStringField(entry.getKey(), entry.getValue());
            }
            to.writeEndObject();
        });
    }

    /** The object with its line end; nothing can be put any more. */
    String end() {
        with(to -> {
            to.writeEndObject();
            to.close();
        });
        return text.append('\n').toString();
    }
}
