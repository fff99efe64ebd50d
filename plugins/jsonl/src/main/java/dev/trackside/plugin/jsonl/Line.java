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
            json.writeStartObject();
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
        put("event", event);
        put("time", time.toString());
    }

    // Plain statements, no lambdas: in the first second of a program each of those costs more than what it writes.

    Line put(String name, String value) {
        try {
            json.writeStringField(name, value);
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
        return this;
    }

    Line put(String name, Optional<String> value) {
        return value.isPresent() ? put(name, value.get()) : this;
    }

    Line put(String name, long value) {
        try {
            json.writeNumberField(name, value);
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
        return this;
    }

    Line put(String name, double value) {
        try {
            json.writeNumberField(name, value);
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
        return this;
    }

    Line put(String name, boolean value) {
        try {
            json.writeBooleanField(name, value);
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
        return this;
    }

    Line metrics(Map<String, Double> metrics) {
        try {
            json.writeObjectFieldStart("metrics");
            for (Map.Entry<String, Double> metric : metrics.entrySet()) {
                json.writeNumberField(metric.getKey(), metric.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
        return this;
    }

    Line texts(String name, Map<String, String> texts) {
        try {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, String> entry : texts.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
        return this;
    }

    /** The object with its line end; nothing can be put any more. */
    String end() {
        try {
            json.writeEndObject();
            json.close();
        } catch (IOException impossible) {
            throw inMemory(impossible);
        }
        return text.append('\n').toString();
    }

    private static UncheckedIOException inMemory(IOException impossible) {
        return new UncheckedIOException(impossible); // it writes to memory
    }
}
