package dev.trackside.processor.writer;

import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.ArgumentKind;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.PluginUse;
import dev.trackside.processor.model.Value;
import dev.trackside.spi.HandlerTable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes what a plugin is as JSON, for those who want to know without loading its classes.
 *
 * @since 0.1
 */
public final class DescriptorWriter {

    private static final int FORMAT = 1;

    private DescriptorWriter() {}

    /**
     * Writes a descriptor.
     *
     * @param handlers the model of a class with {@code @Plugin}
     * @return a JSON object
     */
    public static String write(HandlerClass handlers) {
        PluginUse plugin = Objects.requireNonNull(handlers.plugin(), "only plugins have descriptors");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", FORMAT);
        json.put("id", handlers.id());
        json.put("class", handlers.binaryName());
        json.put("description", handlers.description());
        json.put("phase", handlers.phase());
        json.put("attach", handlers.attach());
        json.put("onFailure", plugin.onFailure().value());
        json.put("before", texts(plugin.before()));
        json.put("after", texts(plugin.after()));
        json.put("requires", texts(plugin.requires()));
        json.put("produces", produced(handlers, plugin));
        json.put("apiVersion", apiVersion());
        json.put("events", events(handlers));
        json.put(
                "handlers",
                handlers.handlers().stream().map(DescriptorWriter::handler).toList());
        json.put(
                "options",
                handlers.options().stream().map(DescriptorWriter::option).toList());
        json.put("metrics", metrics(handlers));
        json.put(
                "needs",
                needs(handlers, kind -> kind == ArgumentKind.CAPABILITY || kind == ArgumentKind.ENGINE_OBJECT));
        json.put(
                "mayUse",
                needs(
                        handlers,
                        kind -> kind == ArgumentKind.OPTIONAL_CAPABILITY
                                || kind == ArgumentKind.OPTIONAL_ENGINE_OBJECT));
        return Json.write(json);
    }

    private static List<String> texts(List<Value<String>> values) {
        return values.stream().map(Value::value).toList();
    }

    /** What {@code @Plugin} declares, and what handlers return. */
    private static Set<String> produced(HandlerClass handlers, PluginUse plugin) {
        Set<String> names = new LinkedHashSet<>(texts(plugin.produces()));
        handlers.handlers().stream()
                .map(handler -> handler.method().produces())
                .filter(Objects::nonNull)
                .forEach(metric -> names.add(metric.text()));
        return names;
    }

    private static String apiVersion() {
        String version = HandlerTable.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version; // not from a jar: only where Trackside builds itself
    }

    private static Set<String> events(HandlerClass handlers) {
        Set<String> events = new LinkedHashSet<>();
        handlers.handlers()
                .forEach(handler -> events.add(handler.event().annotation().simpleName()));
        return events;
    }

    private static Map<String, Object> handler(Handler handler) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", handler.event().annotation().qualifiedName());
        json.put("method", handler.method().text());
        json.put("filter", handler.use().filter().toString());
        json.put("async", handler.method().async() != null);
        return json;
    }

    private static Map<String, Object> option(OptionField option) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", option.name().value());
        json.put("type", option.type().text());
        json.put("description", option.description());
        json.put("required", option.required().value());
        json.put("nullable", option.nullable());
        // JSON has no infinity.
        if (!option.min().value().isInfinite()) {
            json.put("min", option.min().value());
        }
        if (!option.max().value().isInfinite()) {
            json.put("max", option.max().value());
        }
        return json;
    }

    private static Set<String> metrics(HandlerClass handlers) {
        Set<String> names = new LinkedHashSet<>();
        arguments(handlers).forEach(argument -> {
            if (argument.kind() == ArgumentKind.METRIC || argument.kind() == ArgumentKind.OPTIONAL_METRIC) {
                String name =
                        Objects.requireNonNull(argument.parameter().metric()).text();
                names.add(argument.parameter().metric().byOption() ? "{" + name + "}" : name);
            }
        });
        return names;
    }

    private static Set<String> needs(HandlerClass handlers, Predicate<ArgumentKind> wanted) {
        Set<String> types = new LinkedHashSet<>();
        arguments(handlers).stream()
                .filter(argument -> wanted.test(argument.kind()))
                .forEach(argument -> types.add(argument.type().qualifiedName()));
        return types;
    }

    private static List<Argument> arguments(HandlerClass handlers) {
        return handlers.handlers().stream()
                .flatMap(handler -> handler.arguments().stream())
                .toList();
    }
}
