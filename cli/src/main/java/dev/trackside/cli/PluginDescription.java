package dev.trackside.cli;

import dev.trackside.runtime.loading.FoundPlugin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that can be said of a plugin, for people and for programs, without loading a class of it. */
final class PluginDescription {

    private final FoundPlugin plugin;
    private final PluginDocument document;

    private PluginDescription(FoundPlugin plugin) {
        this.plugin = plugin;
        this.document = PluginDocument.of(plugin);
    }

    static PluginDescription of(FoundPlugin plugin) {
        return new PluginDescription(plugin);
    }

    String id() {
        return plugin.id();
    }

    String phase() {
        return lower(document.text("phase"));
    }

    boolean joinsAlways() {
        return document.text("attach").equals("ALWAYS");
    }

    String joins() {
        return joinsAlways() ? "every run" : "when configured";
    }

    String origin() {
        return plugin.origin();
    }

    String summary() {
        return document.text("description");
    }

    List<OptionDescription> options() {
        return document.parts("options").stream().map(OptionDescription::new).toList();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(summary().isEmpty() ? id() : id() + ": " + summary());
        lines.add("");
        lines.add("class     " + document.text("class"));
        lines.add("from      " + origin());
        plugin.version().ifPresent(version -> lines.add("version   " + version));
        lines.add("phase     " + phase());
        lines.add("joins     " + joins() + (joinsAlways() ? "; '%s: false' switches it off".formatted(id()) : ""));
        addNames(lines, "before    ", document.texts("before"));
        addNames(lines, "after     ", document.texts("after"));
        addNames(lines, "requires  ", document.texts("requires"));
        addNames(lines, "produces  ", document.texts("produces"));
        addNames(lines, "state     ", states());
        plugin.apiVersion().ifPresent(version -> lines.add("built for " + version));
        if (!lower(document.text("onFailure")).equals("inferred")) {
            lines.add("on failure " + lower(document.text("onFailure")));
        }
        if (!options().isEmpty()) {
            lines.add("");
            lines.add("options");
            options().forEach(option -> option.addTo(lines));
        }
        lines.add("");
        lines.add("handlers");
        for (PluginDocument handler : document.parts("handlers")) {
            lines.add("  @%s %s".formatted(simple(handler.text("event")), handler.text("method")) + details(handler));
        }
        return lines;
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = Json.document("plugin");
        map.put("id", id());
        map.put("version", plugin.version().orElse(null));
        map.put("description", summary());
        map.put("class", document.text("class"));
        map.put("from", origin());
        map.put("jar", plugin.jar() == null ? null : plugin.jar().toString());
        map.put("api-version", plugin.apiVersion().orElse(null));
        map.put("phase", phase());
        map.put("attach", lower(document.text("attach")));
        map.put("on-failure", lower(document.text("onFailure")));
        map.put("before", document.texts("before"));
        map.put("after", document.texts("after"));
        map.put("requires", document.texts("requires"));
        map.put("produces", document.texts("produces"));
        map.put("state", states());
        map.put("options", options().stream().map(OptionDescription::toMap).toList());
        List<Map<String, @Nullable Object>> handlers = new ArrayList<>();
        for (PluginDocument handler : document.parts("handlers")) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("event", simple(handler.text("event")));
            one.put("method", handler.text("method"));
            one.put("filter", handler.text("filter"));
            one.put("metrics", handler.texts("metrics"));
            one.put("needs", needs(handler));
            one.put("async", handler.flag("async"));
            if (handler.flag("async")) {
                one.put("queue", handler.value("queue"));
                one.put("when-full", lower(handler.text("whenFull")));
            }
            handlers.add(one);
        }
        map.put("handlers", handlers);
        return map;
    }

    private List<String> states() {
        return document.parts("state").stream()
                .map(state -> state.text("name") + " (" + state.text("type") + ")")
                .toList();
    }

    private static String details(PluginDocument handler) {
        StringJoiner details = new StringJoiner("; ", " (", ")").setEmptyValue("");
        if (!handler.text("filter").equals("always")) {
            details.add(handler.text("filter"));
        }
        if (!handler.texts("metrics").isEmpty()) {
            details.add("metrics " + String.join(", ", handler.texts("metrics")));
        }
        if (!needs(handler).isEmpty()) {
            details.add("takes " + String.join(", ", needs(handler)));
        }
        if (handler.flag("async")) {
            details.add("on a thread of its own, queue of %s, when it is full: %s"
                    .formatted(handler.text("queue"), lower(handler.text("whenFull"))));
        }
        return details.toString();
    }

    private static List<String> needs(PluginDocument handler) {
        return Stream.concat(
                        handler.texts("needs").stream().map(PluginDescription::simple),
                        handler.texts("mayUse").stream().map(name -> simple(name) + "?"))
                .toList();
    }

    private static String simple(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static void addNames(List<String> lines, String head, List<String> names) {
        if (!names.isEmpty()) {
            lines.add(head + String.join(", ", names));
        }
    }

    private static String lower(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
