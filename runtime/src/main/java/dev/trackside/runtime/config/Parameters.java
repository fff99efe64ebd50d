package dev.trackside.runtime.config;

import dev.trackside.runtime.config.Value.Mapping;
import dev.trackside.runtime.config.Value.Scalar;
import dev.trackside.runtime.config.Value.Style;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All values of a configuration as they are shown to people; whatever refers to the environment is masked without being looked up. */
final class Parameters {

    private final OverrideLayer overrides;
    private final Map<String, String> shown = new LinkedHashMap<>();

    private Parameters(OverrideLayer overrides) {
        this.overrides = overrides;
    }

    /** Texts by dotted path; the layer is one that nobody else asks, since showing is not asking. */
    static Map<String, String> of(Mapping root, OverrideLayer overrides) {
        Parameters parameters = new Parameters(overrides);
        parameters.add("", root);
        return parameters.shown;
    }

    private void add(String path, Mapping mapping) {
        Set<String> keys = new LinkedHashSet<>(mapping.entries().keySet());
        keys.addAll(overrides.keysBelow(path));
        if (path.isEmpty() && mapping.entries().get("plugins") instanceof Mapping plugins) {
            // The short form of an option is shown where the file has the plugin.
            keys.removeIf(key ->
                    !mapping.entries().containsKey(key) && plugins.entries().containsKey(key));
        }
        for (String key : keys) {
            String full = path.isEmpty() ? key : path + "." + key;
            Value value = overrides.find(full).orElse(mapping.entries().get(key));
            if (value == null) {
                add(full, Mapping.empty(mapping.where()));
            } else if (value instanceof Mapping inner) {
                add(full, inner);
            } else {
                shown.put(full, text(value));
            }
        }
    }

    private static String text(Value value) {
        if (value instanceof Scalar scalar) {
            String raw = scalar.raw();
            if (raw == null || scalar.style() != Style.FILE) {
                return raw == null ? "none" : raw;
            }
            return raw.replace("$${", "").contains("${") ? "***" : raw.replace("$${", "${");
        }
        List<String> items = new ArrayList<>();
        if (value instanceof Value.Items list) {
            list.items().forEach(item -> items.add(text(item)));
        } else if (value instanceof Mapping mapping) {
            mapping.entries().forEach((key, inner) -> items.add(key + ": " + text(inner)));
        }
        return "[" + String.join(", ", items) + "]";
    }
}
