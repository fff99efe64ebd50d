package dev.trackside.processor.writer;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/** Writes JSON, indented by two blanks, in the order of the maps it is given. */
final class Json {

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** Writes a map of texts, numbers, truth values, lists and maps. */
    static String write(Map<String, ?> map) {
        Json json = new Json();
        json.value(map, "\n");
        return json.text.append('\n').toString();
    }

    private void value(Object value, String indent) {
        if (value instanceof Map<?, ?> map) {
            object(map, indent);
        } else if (value instanceof Collection<?> list) {
            array(list, indent);
        } else if (value instanceof Number || value instanceof Boolean) {
            text.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> map, String indent) {
        if (map.isEmpty()) {
            text.append("{}");
            return;
        }
        text.append('{');
        for (Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator(); entries.hasNext(); ) {
            Map.Entry<?, ?> entry = entries.next();
            text.append(indent).append("  ");
            string(entry.getKey().toString());
            text.append(": ");
            value(entry.getValue(), indent + "  ");
            text.append(entries.hasNext() ? "," : indent);
        }
        text.append('}');
    }

    private void array(Collection<?> list, String indent) {
        if (list.isEmpty()) {
            text.append("[]");
            return;
        }
        text.append('[');
        for (Iterator<?> entries = list.iterator(); entries.hasNext(); ) {
            text.append(indent).append("  ");
            value(entries.next(), indent + "  ");
            text.append(entries.hasNext() ? "," : indent);
        }
        text.append(']');
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char one = value.charAt(i);
            switch (one) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (one < ' ') {
                        text.append(String.format("\\u%04x", (int) one));
                    } else {
                        text.append(one);
                    }
                }
            }
        }
        text.append('"');
    }
}
