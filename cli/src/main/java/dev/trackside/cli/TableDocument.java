package dev.trackside.cli;

import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.OptionSpec;
import dev.trackside.spi.PluginSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a table says of itself, laid out like a descriptor. */
final class TableDocument {

    private final HandlerTable table;

    private TableDocument(HandlerTable table) {
        this.table = table;
    }

    static Map<String, Object> of(HandlerTable table) {
        return new TableDocument(table).document();
    }

    private Map<String, Object> document() {
        PluginSpec spec = table.plugin();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", spec.id());
        json.put("class", table.handlerClass().getName());
        json.put("phase", spec.phase().name());
        json.put("attach", spec.attach().name());
        json.put("onFailure", spec.onFailure().name());
        json.put("before", spec.before());
        json.put("after", spec.after());
        json.put("requires", spec.requires());
        Set<String> produced = new LinkedHashSet<>(spec.produces());
        table.handlers().stream()
                .map(HandlerSpec::produces)
                .filter(name -> !name.isEmpty())
                .forEach(produced::add);
        json.put("produces", List.copyOf(produced));
        json.put(
                "handlers",
                table.handlers().stream().map(TableDocument::handler).toList());
        json.put("options", options());
        json.put(
                "state",
                table.states().stream()
                        .map(state -> Map.of("name", state.name(), "type", state.type()))
                        .toList());
        return json;
    }

    private static Map<String, Object> handler(HandlerSpec handler) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", handler.event().getName());
        json.put("method", handler.method());
        json.put("filter", handler.filter().toString());
        json.put(
                "metrics",
                Stream.concat(
                                handler.metrics().stream()
                                        .map(use -> (use.byOption() ? "{" + use.name() + "}" : use.name())
                                                + (use.required() ? "" : "?")),
                                handler.allMetrics() ? Stream.of("*") : Stream.of())
                        .toList());
        json.put("needs", needs(handler, true));
        json.put("mayUse", needs(handler, false));
        json.put("async", handler.async().isPresent());
        handler.async().ifPresent(async -> {
            json.put("queue", async.queue());
            json.put("whenFull", async.whenFull().name());
        });
        return json;
    }

    private static List<String> needs(HandlerSpec handler, boolean required) {
        return handler.needs().stream()
                .filter(need -> need.required() == required)
                .map(need -> need.type().getName())
                .toList();
    }

    private List<Map<String, Object>> options() {
        Object instance = instance();
        List<Map<String, Object>> options = new ArrayList<>();
        for (int index = 0; index < table.options().size(); index++) {
            Object value = instance == null ? null : table.option(instance, index);
            options.add(option(table.options().get(index), value));
        }
        return options;
    }

    /** An instance to read the initial values of options from; null if the plugin does not let itself be created. */
    private @Nullable Object instance() {
        try {
            return table.create();
        } catch (RuntimeException | LinkageError fault) {
            // Then its options are shown without their initial values; training would say what is wrong.
            return null;
        }
    }

    private static Map<String, Object> option(OptionSpec option, @Nullable Object value) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", option.name());
        json.put("kind", option.kind().name());
        json.put("element", option.type().getName().replace("java.lang.", ""));
        json.put("type", option.type().getSimpleName());
        if (option.type().isEnum()) {
            json.put(
                    "constants",
                    Stream.of(option.type().getEnumConstants())
                            .map(TableDocument::shown)
                            .toList());
        }
        if (value != null) {
            json.put("default", shown(value));
        }
        json.put("description", option.description());
        json.put("required", option.required());
        json.put("nullable", option.nullable());
        if (!Double.isInfinite(option.min())) {
            json.put("min", option.min());
        }
        if (!Double.isInfinite(option.max())) {
            json.put("max", option.max());
        }
        return json;
    }

    /** A value as a file would give it. */
    private static Object shown(Object value) {
        if (value instanceof Collection<?> values) {
            return values.stream().map(TableDocument::shown).toList();
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
        if (value instanceof Duration duration) {
            return duration.toString();
        }
        boolean plain =
                value instanceof Boolean || (value instanceof Number number && Double.isFinite(number.doubleValue()));
        return plain ? value : value.toString();
    }
}
