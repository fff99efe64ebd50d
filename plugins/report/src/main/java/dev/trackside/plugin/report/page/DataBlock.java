package dev.trackside.plugin.report.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.trackside.plugin.report.chart.Chart;
import dev.trackside.plugin.report.chart.Chart.Line;
import dev.trackside.plugin.report.run.Curve;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The data of the charts as JSON that can stand inside of a script element: no {@code <}, {@code >} or {@code &} is in it. */
final class DataBlock {

    private static final JsonFactory JSON =
            new JsonFactoryBuilder().characterEscapes(new ForHtml()).build();

    /** More places of a position nobody sees. */
    private static final double PLACES = 1e4;

    private DataBlock() {}

    /**
     * Writes it.
     *
     * @param charts the charts
     * @param axis from where to where the axis of epochs goes
     * @param marks the marks on all of them
     * @param out where to; not closed
     */
    static void write(List<Chart> charts, double[] axis, List<DecisionList.Mark> marks, Writer out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeFieldName("axis");
            json.writeArray(axis, 0, axis.length);
            json.writeArrayFieldStart("charts");
            for (Chart chart : charts) {
                chart(json, chart);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("marks");
            for (DecisionList.Mark mark : marks) {
                json.writeStartObject();
                number(json, "x", mark.position());
                json.writeStringField("label", mark.label());
                json.writeStringField("row", mark.row());
                json.writeStringField("text", mark.text());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void chart(JsonGenerator json, Chart chart) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", chart.id());
        json.writeStringField("metric", chart.metric());
        json.writeStringField("kind", chart.bars() ? "bars" : "lines");
        json.writeStringField("unit", chart.unit());
        json.writeBooleanField("marks", chart.marks());
        json.writeArrayFieldStart("lines");
        for (Line line : chart.lines()) {
            json.writeStartObject();
            json.writeStringField("name", line.name());
            json.writeNumberField("color", line.color());
            json.writeStringField("dash", line.dash());
            points(json, line.curve());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void points(JsonGenerator json, Curve curve) throws IOException {
        json.writeArrayFieldStart("x");
        for (int point = 0; point < curve.size(); point++) {
            number(json, Math.rint(curve.position(point) * PLACES) / PLACES);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("y");
        for (int point = 0; point < curve.size(); point++) {
            number(json, curve.value(point));
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        number(json, value);
    }

    /** JSON has no NaN and no infinity: they are null, a gap. */
    private static void number(JsonGenerator json, double value) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNull();
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    private static final class ForHtml extends CharacterEscapes {

        private static final long serialVersionUID = 1L;
        private static final int[] ESCAPES = CharacterEscapes.standardAsciiEscapesForJSON();

        static {
            for (char special : new char[] {'<', '>', '&', '\''}) {
                ESCAPES[special] = CharacterEscapes.ESCAPE_STANDARD;
            }
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ESCAPES.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            // line ends of JavaScript that JSON does not know as such
            return character == 0x2028 || character == 0x2029
                    ? new SerializedString(String.format("\\u%04X", character))
                    : null;
        }
    }
}
