package dev.trackside.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What values of a configuration may be, as JSON schema. Wherever a value may stand, so may <code>${env:NAME}</code>. */
final class SchemaTypes {

    private static final String DURATION =
            "^\\s*((\\d+(\\.\\d+)?\\s*(ns|us|ms|s|m|h|d|NS|US|MS|S|M|H|D)\\s*)+|[pP].*)$";

    private SchemaTypes() {}

    static Map<String, Object> whole(@Nullable Object min, @Nullable Object max) {
        return orVariable(bounded("integer", min, max));
    }

    static Map<String, Object> number(@Nullable Object min, @Nullable Object max) {
        return orVariable(bounded("number", min, max));
    }

    static Map<String, Object> flag() {
        return orVariable(type("boolean"), choice(List.of("yes", "no", "on", "off")));
    }

    /** Numbers and truth values are texts, too, where a text is expected. */
    static Map<String, Object> text() {
        return Map.of("type", List.of("string", "number", "boolean"));
    }

    static Map<String, Object> duration() {
        return orVariable(pattern(DURATION));
    }

    static Map<String, Object> oneOf(List<String> constants) {
        return orVariable(choice(constants));
    }

    private static Map<String, Object> pattern(String pattern) {
        Map<String, Object> text = type("string");
        text.put("pattern", pattern);
        return text;
    }

    private static Map<String, Object> choice(List<String> constants) {
        return Map.of("enum", constants);
    }

    /** A list; a single value is a list of one. */
    static Map<String, Object> several(Map<String, Object> item) {
        Map<String, Object> list = type("array");
        list.put("items", item);
        return Map.of("anyOf", List.of(list, item));
    }

    static Map<String, Object> orNothing(Map<String, Object> value) {
        return Map.of("anyOf", List.of(value, type("null")));
    }

    /** An object with these keys and no other. */
    static Map<String, Object> section(Map<String, Object> keys) {
        Map<String, Object> section = type("object");
        section.put("properties", keys);
        section.put("additionalProperties", false);
        return section;
    }

    /** The same, with words that an editor shows. */
    static Map<String, Object> described(Map<String, Object> schema, String description) {
        Map<String, Object> described = new LinkedHashMap<>();
        if (!description.isEmpty()) {
            described.put("description", description);
        }
        described.putAll(schema);
        return described;
    }

    static Map<String, Object> type(String name) {
        Map<String, Object> type = new LinkedHashMap<>();
        type.put("type", name);
        return type;
    }

    private static Map<String, Object> bounded(String type, @Nullable Object min, @Nullable Object max) {
        Map<String, Object> schema = type(type);
        if (min != null) {
            schema.put("minimum", min);
        }
        if (max != null) {
            schema.put("maximum", max);
        }
        return schema;
    }

    private static Map<String, Object> orVariable(Object... choices) {
        List<Object> any = new ArrayList<>(List.of(choices));
        any.add(Map.of("$ref", "#/definitions/variable"));
        return Map.of("anyOf", any);
    }

    /** The definition that {@code #/definitions/variable} leads to. */
    static Map<String, Object> variable() {
        return pattern("\\$\\{env:[^}]+\\}");
    }
}
