package dev.trackside.runtime.config;

import dev.trackside.runtime.config.Value.Scalar;
import dev.trackside.runtime.config.Value.Style;
import java.util.ArrayList;
import java.util.List;

/** What counts as a list: a list, a single value, and in properties and on the command line a text with commas. */
final class Lists {

    private Lists() {}

    static List<Value> of(Value value) {
        if (value instanceof Value.Items items) {
            return items.items();
        }
        if (value instanceof Scalar scalar && scalar.style() == Style.FLAT) {
            return split(scalar);
        }
        return List.of(value);
    }

    private static List<Value> split(Scalar scalar) {
        String text = String.valueOf(scalar.raw()).strip();
        if (text.startsWith("[") && text.endsWith("]")) {
            text = text.substring(1, text.length() - 1).strip();
        }
        List<Value> items = new ArrayList<>();
        if (!text.isEmpty()) {
            for (String item : text.split(",", -1)) {
                items.add(new Scalar(scalar.where(), item.strip(), Style.FLAT));
            }
        }
        return items;
    }
}
