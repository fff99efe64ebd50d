package dev.trackside.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may stand below {@code plugins:}, one definition for each plugin that was found. */
final class PluginSchema {

    private static final Map<String, Long> WIDEST = Map.of(
            "byte", (long) Byte.MAX_VALUE,
            "Byte", (long) Byte.MAX_VALUE,
            "short", (long) Short.MAX_VALUE,
            "Short", (long) Short.MAX_VALUE,
            "int", (long) Integer.MAX_VALUE,
            "Integer", (long) Integer.MAX_VALUE,
            "long", Long.MAX_VALUE,
            "Long", Long.MAX_VALUE);

    private final List<PluginDescription> plugins;

    PluginSchema(List<PluginDescription> plugins) {
        this.plugins = plugins;
    }

    /** Name and schema of each plugin. */
    Map<String, Object> definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        plugins.forEach(plugin -> definitions.put(definition(plugin.id()), one(plugin)));
        return definitions;
    }

    private static String definition(String id) {
        return "plugin-" + id;
    }

    private static Map<String, Object> reference(String id) {
        return Map.of("$ref", "#/definitions/" + definition(id));
    }

    /** The section: the id of a plugin as key, or any other key with {@code use}. */
    Map<String, Object> section() {
        Map<String, Object> keys = new LinkedHashMap<>();
        for (PluginDescription plugin : plugins) {
            Map<String, Object> uses = SchemaTypes.type("object");
            uses.put("required", List.of("use"));
            Map<String, Object> either = new LinkedHashMap<>();
            either.put("if", uses);
            either.put("then", Map.of("$ref", "#/definitions/other"));
            either.put("else", reference(plugin.id()));
            Map<String, Object> entry = SchemaTypes.described(either, plugin.summary());
            keys.put(plugin.id(), entry);
        }
        Map<String, Object> section = SchemaTypes.section(keys);
        section.put("type", List.of("object", "null"));
        section.put("additionalProperties", Map.of("$ref", "#/definitions/other"));
        return SchemaTypes.described(section, "Instances of plugins. The key is the id of the instance.");
    }

    /** An instance whose key is no id of a plugin: it says what it uses. */
    Map<String, Object> other() {
        Map<String, Object> other = SchemaTypes.type("object");
        other.put("required", List.of("use"));
        if (plugins.isEmpty()) {
            return other;
        }
        other.put(
                "properties",
                Map.of(
                        "use",
                        Map.of(
                                "enum",
                                plugins.stream().map(PluginDescription::id).toList())));
        other.put("allOf", plugins.stream().map(plugin -> ifUsed(plugin.id())).toList());
        return other;
    }

    private static Map<String, Object> ifUsed(String id) {
        Map<String, Object> uses = new LinkedHashMap<>();
        uses.put("required", List.of("use"));
        uses.put("properties", Map.of("use", Map.of("const", id)));
        Map<String, Object> choice = new LinkedHashMap<>();
        choice.put("if", uses);
        choice.put("then", reference(id));
        return choice;
    }

    private static Map<String, Object> one(PluginDescription plugin) {
        Map<String, Object> keys = new LinkedHashMap<>();
        plugin.options().forEach(option -> keys.put(option.name(), option(option)));
        keys.put(
                "use",
                SchemaTypes.described(SchemaTypes.type("string"), "The id of the plugin, if it is not the key."));
        keys.put("enabled", SchemaTypes.described(SchemaTypes.flag(), "false: it does not join."));
        keys.put(
                "on-failure",
                SchemaTypes.described(
                        SchemaTypes.oneOf(List.of("fail", "detach")),
                        "What an exception of it does: fail ends the run, detach goes on without it."));
        keys.put(
                "before",
                SchemaTypes.described(SchemaTypes.several(SchemaTypes.text()), "Ids of instances that come after it."));
        keys.put(
                "after",
                SchemaTypes.described(
                        SchemaTypes.several(SchemaTypes.text()), "Ids of instances that come before it."));
        Map<String, Object> section = SchemaTypes.section(keys);
        section.put("type", List.of("object", "boolean", "null"));
        return SchemaTypes.described(section, plugin.summary());
    }

    private static Map<String, Object> option(OptionDescription option) {
        Map<String, Object> value = value(option);
        if (!option.kind().equals("SINGLE")) {
            value = SchemaTypes.several(value);
        }
        if (option.isNullable()) {
            value = SchemaTypes.orNothing(value);
        }
        String required = option.isRequired() ? "Required. " : "";
        Map<String, Object> schema = SchemaTypes.described(value, (required + option.description()).strip());
        Object initial = option.initial();
        if (initial != null) {
            schema.put("default", initial);
        }
        return schema;
    }

    private static Map<String, Object> value(OptionDescription option) {
        if (!option.constants().isEmpty()) {
            return SchemaTypes.oneOf(option.constants());
        }
        return switch (option.element()) {
            case "boolean", "Boolean" -> SchemaTypes.flag();
            case "byte", "Byte", "short", "Short", "int", "Integer", "long", "Long" -> {
                long most = WIDEST.getOrDefault(option.element(), Long.MAX_VALUE);
                yield SchemaTypes.whole(tighter(option.min(), -most - 1, true), tighter(option.max(), most, false));
            }
            case "float", "Float", "double", "Double" -> SchemaTypes.number(plain(option.min()), plain(option.max()));
            case "java.time.Duration" -> SchemaTypes.duration();
            default -> SchemaTypes.text();
        };
    }

    private static Object tighter(@Nullable Number bound, long limit, boolean lower) {
        double wanted = bound == null ? limit : bound.doubleValue();
        boolean own = lower ? wanted > limit : wanted < limit;
        return own ? OptionDescription.plain(wanted) : (Object) limit;
    }

    private static @Nullable Object plain(@Nullable Number bound) {
        return bound == null ? null : OptionDescription.plain(bound);
    }
}
