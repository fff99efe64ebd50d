package dev.trackside.runtime.config;

import dev.trackside.runtime.config.Value.Scalar;
import dev.trackside.runtime.config.Value.Style;
import dev.trackside.runtime.config.Value.Where;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Overrides laid above one file. {@code ID.option} also answers for {@code plugins.ID.option}, unless the file has a section {@code ID}.
 * Remembers which overrides were asked for.
 */
final class OverrideLayer {

    private static final String PLUGINS = "plugins.";

    private final Map<String, Overrides.Entry> entries;
    private final Set<String> sections;
    private final Set<String> asked = new LinkedHashSet<>();

    /**
     * Lays overrides above a file.
     *
     * @param overrides the overrides
     * @param sections the keys at the top of the file
     */
    OverrideLayer(Overrides overrides, Set<String> sections) {
        this.entries = overrides.entries();
        this.sections = sections;
    }

    /** The value that stands above a path of the file. */
    Optional<Value> find(String path) {
        String found = entries.containsKey(path) ? path : shortForm(path);
        Overrides.Entry entry = entries.get(found);
        if (entry == null) {
            return Optional.empty();
        }
        asked.add(found);
        return Optional.of(value(entry.value(), entry));
    }

    /** The keys that overrides add directly below a path, which may be empty. */
    Set<String> keysBelow(String path) {
        Set<String> keys = new LinkedHashSet<>();
        collect(path.isEmpty() ? "" : path + ".", keys);
        if (path.startsWith(PLUGINS)) {
            collect(shortForm(path) + ".", keys);
        }
        return keys;
    }

    /** The first parts of keys that name no section of the file: ids of plugins, or sections that only overrides give. */
    Set<String> heads() {
        Set<String> heads = new LinkedHashSet<>();
        for (String key : entries.keySet()) {
            String head = key.split("\\.", 2)[0];
            if (!sections.contains(head)) {
                heads.add(head);
            }
        }
        return heads;
    }

    /** Marks all below a path as asked for. */
    void ignore(String path) {
        String brief = shortForm(path);
        for (String key : entries.keySet()) {
            for (String prefix : List.of(path, brief)) {
                if (!prefix.isEmpty() && (key.equals(prefix) || key.startsWith(prefix + "."))) {
                    asked.add(key);
                }
            }
        }
    }

    /** Keys that nobody asked for, with their origin. */
    Map<String, String> unasked() {
        Map<String, String> unasked = new LinkedHashMap<>();
        entries.forEach((key, entry) -> {
            if (!asked.contains(key)) {
                unasked.put(key, entry.origin());
            }
        });
        return unasked;
    }

    private String shortForm(String path) {
        if (!path.startsWith(PLUGINS)) {
            return "";
        }
        String brief = path.substring(PLUGINS.length());
        return sections.contains(brief.split("\\.", 2)[0]) ? "" : brief;
    }

    private void collect(String prefix, Set<String> keys) {
        if (prefix.equals(".")) {
            return;
        }
        for (String key : entries.keySet()) {
            if (key.startsWith(prefix)) {
                keys.add(key.substring(prefix.length()).split("\\.", 2)[0]);
            }
        }
    }

    private static Value value(Object object, Overrides.Entry entry) {
        Where where = new Where(entry.origin(), null);
        if (object instanceof Iterable<?> items && !(object instanceof Path)) {
            List<Value> values = new ArrayList<>();
            items.forEach(item -> values.add(value(item, entry)));
            return new Value.Items(where, values);
        }
        if (object.getClass().isArray()) {
            List<Value> values = new ArrayList<>();
            for (int index = 0; index < Array.getLength(object); index++) {
                values.add(value(Array.get(object, index), entry));
            }
            return new Value.Items(where, values);
        }
        // What shown() writes, conversions read; durations keep their full precision.
        String text = object instanceof Duration ? object.toString() : Conversions.shown(object);
        return new Scalar(where, text, entry.typed() ? Style.EXACT : Style.FLAT);
    }
}
