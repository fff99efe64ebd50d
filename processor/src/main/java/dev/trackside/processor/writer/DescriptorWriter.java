package dev.trackside.processor.writer;

import dev.trackside.processor.model.Argument;
import dev.trackside.processor.model.ArgumentKind;
import dev.trackside.processor.model.AsyncUse;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.MetricName;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.PluginUse;
import dev.trackside.processor.model.StateField;
import dev.trackside.processor.model.Value;
import dev.trackside.processor.options.OptionFacts;
import dev.trackside.spi.HandlerTable;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

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
     * @param facts what is known of its options beyond the model
     * @param java the feature release of Java that it is compiled for
     * @return a JSON object
     */
    public static String write(HandlerClass handlers, OptionFacts facts, int java) {
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
        json.put("java", java);
        json.put("apiVersion", apiVersion());
        json.put("events", events(handlers));
        json.put(
                "handlers",
                handlers.handlers().stream()
                        .map(handler -> handler(handler, handlers.asyncQueue()))
                        .toList());
        json.put(
                "options",
                handlers.options().stream()
                        .map(option -> option(handlers, option, facts))
                        .toList());
        json.put(
                "state", handlers.states().stream().map(DescriptorWriter::state).toList());
        List<Argument> arguments = handlers.handlers().stream()
                .flatMap(handler -> handler.arguments().stream())
                .toList();
        json.put("metrics", metrics(arguments));
        json.put("needs", needs(arguments, DescriptorWriter::isNeeded));
        json.put("mayUse", needs(arguments, DescriptorWriter::isOptional));
        return Json.write(json);
    }

    static List<String> texts(List<Value<String>> values) {
        return values.stream().map(Value::value).toList();
    }

    /** What {@code @Plugin} declares, and what handlers return. */
    static Set<String> produced(HandlerClass handlers, PluginUse plugin) {
        Set<String> names = new LinkedHashSet<>(texts(plugin.produces()));
        handlers.handlers().stream()
                .map(handler -> handler.method().produces())
                .filter(Objects::nonNull)
                .forEach(metric -> names.add(metric.text()));
        return names;
    }

    static String apiVersion() {
        String version = HandlerTable.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version; // not from a jar: only where Trackside builds itself
    }

    private static Set<String> events(HandlerClass handlers) {
        Set<String> events = new LinkedHashSet<>();
        handlers.handlers()
                .forEach(handler -> events.add(handler.event().annotation().simpleName()));
        return events;
    }

    private static Map<String, Object> handler(Handler handler, int queue) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", handler.event().annotation().qualifiedName());
        json.put("method", handler.method().text());
        json.put("filter", handler.use().filter().toString());
        json.put("metrics", metrics(handler.arguments()));
        json.put("needs", needs(handler.arguments(), DescriptorWriter::isNeeded));
        json.put("mayUse", needs(handler.arguments(), DescriptorWriter::isOptional));
        AsyncUse async = handler.method().async();
        json.put("async", async != null);
        if (async != null) {
            json.put("queue", queue);
            json.put("whenFull", async.whenFull().value());
        }
        return json;
    }

    private static Map<String, Object> state(StateField state) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", state.member().name());
        json.put("type", state.type().text());
        return json;
    }

    private static Map<String, Object> option(HandlerClass handlers, OptionField option, OptionFacts facts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", option.name().value());
        json.put("type", option.type().text());
        json.put("kind", option.kind());
        json.put("element", option.element().fullText());
        List<String> constants = facts.constants(option);
        if (!constants.isEmpty()) {
            json.put("constants", constants);
        }
        facts.initial(handlers, option).ifPresent(initial -> {
            if (initial.value() == null) {
                json.put("defaultSource", initial.source());
            } else {
                json.put("default", initial.value());
            }
        });
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

    private static boolean isNeeded(ArgumentKind kind) {
        return kind == ArgumentKind.CAPABILITY || kind == ArgumentKind.ENGINE_OBJECT;
    }

    private static boolean isOptional(ArgumentKind kind) {
        return kind == ArgumentKind.OPTIONAL_CAPABILITY || kind == ArgumentKind.OPTIONAL_ENGINE_OBJECT;
    }

    /** Names of metrics; <code>{option}</code> where an option names it, with a question mark where it may be absent, {@code *} for all. */
    private static Set<String> metrics(List<Argument> arguments) {
        Set<String> names = new LinkedHashSet<>();
        for (Argument argument : arguments) {
            MetricName metric = argument.parameter().metric();
            switch (argument.kind()) {
                case METRICS -> names.add("*");
                case METRIC -> names.add(text(metric));
                case OPTIONAL_METRIC -> names.add(text(metric) + "?");
                default -> {} // no metric
            }
        }
        names.removeIf(name -> name.endsWith("?") && names.contains(name.substring(0, name.length() - 1)));
        return names;
    }

    private static String text(@Nullable MetricName metric) {
        String name = Objects.requireNonNull(metric).text();
        return metric.byOption() ? "{" + name + "}" : name;
    }

    private static Set<String> needs(List<Argument> arguments, Predicate<ArgumentKind> wanted) {
        Set<String> types = new LinkedHashSet<>();
        arguments.stream()
                .filter(argument -> wanted.test(argument.kind()))
                .forEach(argument -> types.add(argument.type().qualifiedName()));
        return types;
    }
}
