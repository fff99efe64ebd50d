package dev.trackside.processor;

import dev.trackside.processor.extension.Incremental;
import dev.trackside.processor.extension.ProcessorExtension;
import dev.trackside.processor.model.Names;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An extension and what it says of itself, asked once.
 *
 * @param extension the instance
 * @param id its id
 * @param source its class and jar, for messages
 * @param reportTo who wants to know of its faults, as the end of a sentence
 * @param incremental its kind
 * @param options the names of its options without their prefix
 */
record LoadedExtension(
        ProcessorExtension extension,
        String id,
        String source,
        String reportTo,
        Incremental incremental,
        Set<String> options) {

    LoadedExtension {
        options = Set.copyOf(options);
    }

    /** Its options as users write them after {@code -A}. */
    Set<String> fullOptions() {
        Set<String> full = new TreeSet<>();
        options.forEach(option -> full.add(full(option)));
        return full;
    }

    /** Those of its options that are given. */
    Map<String, String> given(Map<String, String> all) {
        Map<String, String> given = new TreeMap<>();
        for (String option : options) {
            String name = full(option);
            if (all.containsKey(name)) {
                String value = all.get(name);
                given.put(option, value == null ? "" : value); // javac has null for an option without a value
            }
        }
        return given;
    }

    private String full(String option) {
        return Names.camel(id) + "." + option;
    }
}
