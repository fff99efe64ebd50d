package dev.trackside.cli;

import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.runtime.loading.FoundPlugin;
import dev.trackside.runtime.loading.PluginDescriptor;
import dev.trackside.spi.Filter;
import dev.trackside.spi.HandlerSpec;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.OptionSpec;
import dev.trackside.spi.PluginSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** All that can be said of a plugin, for people and for programs. */
final class PluginDescription {

    private final FoundPlugin plugin;
    private final PluginSpec spec;
    private final String summary;

    private PluginDescription(FoundPlugin plugin) {
        this.plugin = plugin;
        this.spec = plugin.spec();
        this.summary =
                PluginDescriptor.of(plugin).map(PluginDescriptor::description).orElse("");
    }

    static PluginDescription of(FoundPlugin plugin) {
        return new PluginDescription(plugin);
    }

    String id() {
        return spec.id();
    }

    String phase() {
        return lower(spec.phase());
    }

    String joins() {
        return spec.attach() == Attach.ALWAYS ? "every run" : "when configured";
    }

    String origin() {
        return plugin.origin();
    }

    String summary() {
        return summary;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(summary.isEmpty() ? id() : id() + ": " + summary);
        lines.add("");
        lines.add("class     " + plugin.table().handlerClass().getName());
        lines.add("from      " + origin());
        lines.add("phase     " + phase());
        lines.add("joins     " + joins()
                + (spec.attach() == Attach.ALWAYS ? "; '%s: false' switches it off".formatted(id()) : ""));
        addNames(lines, "before    ", spec.before());
        addNames(lines, "after     ", spec.after());
        addNames(lines, "requires  ", spec.requires());
        addNames(lines, "produces  ", produces());
        addNames(lines, "state     ", states());
        if (spec.onFailure() != FailurePolicy.INFERRED) {
            lines.add("on failure " + lower(spec.onFailure()));
        }
        List<OptionLine> options = options();
        if (!options.isEmpty()) {
            lines.add("");
            lines.add("options");
            options.forEach(option -> option.addTo(lines));
        }
        lines.add("");
        lines.add("handlers");
        for (HandlerSpec handler : plugin.table().handlers()) {
            lines.add("  @%s %s".formatted(handler.event().getSimpleName(), handler.method()) + details(handler));
        }
        return lines;
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("id", id());
        map.put("description", summary);
        map.put("class", plugin.table().handlerClass().getName());
        map.put("from", origin());
        map.put("jar", plugin.jar() == null ? null : plugin.jar().toString());
        map.put("phase", phase());
        map.put("attach", lower(spec.attach()));
        map.put("on-failure", lower(spec.onFailure()));
        map.put("before", spec.before());
        map.put("after", spec.after());
        map.put("requires", spec.requires());
        map.put("produces", produces());
        map.put("state", states());
        map.put("options", options().stream().map(OptionLine::toMap).toList());
        List<Map<String, Object>> handlers = new ArrayList<>();
        for (HandlerSpec handler : plugin.table().handlers()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("event", handler.event().getSimpleName());
            one.put("method", handler.method());
            one.put("filter", handler.filter().toString());
            one.put("metrics", metrics(handler));
            one.put("needs", needs(handler));
            one.put("async", handler.async().isPresent());
            handler.async().ifPresent(async -> {
                one.put("queue", async.queue());
                one.put("when-full", lower(async.whenFull()));
            });
            handlers.add(one);
        }
        map.put("handlers", handlers);
        return map;
    }

    private List<String> produces() {
        List<String> all = new ArrayList<>(spec.produces());
        for (HandlerSpec handler : plugin.table().handlers()) {
            if (!handler.produces().isEmpty()) {
                all.add(handler.produces());
            }
        }
        return all;
    }

    private List<String> states() {
        return plugin.table().states().stream()
                .map(state -> state.name() + " (" + state.type() + ")")
                .toList();
    }

    private List<OptionLine> options() {
        HandlerTable table = plugin.table();
        Object instance = instance();
        List<OptionLine> lines = new ArrayList<>();
        List<OptionSpec> options = table.options();
        for (int index = 0; index < options.size(); index++) {
            Object value = instance == null ? null : table.option(instance, index);
            lines.add(new OptionLine(options.get(index), value));
        }
        return lines;
    }

    /** An instance to read the initial values of options from; null if the plugin does not let itself be created. */
    private @Nullable Object instance() {
        try {
            return plugin.table().create();
        } catch (RuntimeException | LinkageError fault) {
            // Then its options are shown without their initial values; training would say what is wrong.
            return null;
        }
    }

    private static String details(HandlerSpec handler) {
        StringJoiner details = new StringJoiner("; ", " (", ")").setEmptyValue("");
        if (!handler.filter().equals(Filter.ALL)) {
            details.add(handler.filter().toString());
        }
        List<String> metrics = metrics(handler);
        if (!metrics.isEmpty()) {
            details.add("metrics " + String.join(", ", metrics));
        }
        List<String> needs = needs(handler);
        if (!needs.isEmpty()) {
            details.add("takes " + String.join(", ", needs));
        }
        handler.async()
                .ifPresent(async -> details.add("on a thread of its own, queue of %d, when it is full: %s"
                        .formatted(async.queue(), lower(async.whenFull()))));
        return details.toString();
    }

    private static List<String> metrics(HandlerSpec handler) {
        List<String> metrics = new ArrayList<>();
        handler.metrics()
                .forEach(use -> metrics.add(
                        (use.byOption() ? "{" + use.name() + "}" : use.name()) + (use.required() ? "" : "?")));
        if (handler.allMetrics()) {
            metrics.add("*");
        }
        return metrics;
    }

    private static List<String> needs(HandlerSpec handler) {
        return handler.needs().stream()
                .map(need -> need.type().getSimpleName() + (need.required() ? "" : "?"))
                .toList();
    }

    private static void addNames(List<String> lines, String head, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(head + String.join(", ", names));
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An option and what its field has at first. */
    private record OptionLine(OptionSpec spec, @Nullable Object value) {

        void addTo(List<String> lines) {
            StringJoiner facts = new StringJoiner(", ");
            facts.add(type());
            if (spec.required()) {
                facts.add("required");
            } else if (value != null) {
                facts.add("default " + shown());
            }
            String range = range();
            if (!range.isEmpty()) {
                facts.add(range);
            }
            lines.add("  %s (%s)".formatted(spec.name(), facts));
            if (!spec.description().isEmpty()) {
                lines.add("      " + spec.description());
            }
        }

        Map<String, @Nullable Object> toMap() {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            map.put("name", spec.name());
            map.put("type", type());
            map.put("required", spec.required());
            map.put("default", value == null ? null : shown());
            map.put("range", range());
            map.put("description", spec.description());
            return map;
        }

        /** The value as a file would give it. */
        private String shown() {
            return value instanceof Enum<?> constant ? lower(constant) : String.valueOf(value);
        }

        private String type() {
            String type = spec.type().isEnum() ? constants() : spec.type().getSimpleName();
            return switch (spec.kind()) {
                case SINGLE -> type;
                case LIST -> "list of " + type;
                case SET -> "set of " + type;
            };
        }

        private String constants() {
            StringJoiner names = new StringJoiner("|");
            for (Object constant : spec.type().getEnumConstants()) {
                names.add(lower((Enum<?>) constant));
            }
            return names.toString();
        }

        private String range() {
            boolean hasMin = spec.min() > -Double.MAX_VALUE;
            boolean hasMax = spec.max() < Double.MAX_VALUE;
            if (hasMin && hasMax) {
                return "from %s to %s".formatted(number(spec.min()), number(spec.max()));
            }
            return hasMin ? "at least " + number(spec.min()) : hasMax ? "at most " + number(spec.max()) : "";
        }

        private static String number(double value) {
            return value == Math.rint(value) && Math.abs(value) < 1e15
                    ? String.valueOf((long) value)
                    : String.valueOf(value);
        }
    }
}
