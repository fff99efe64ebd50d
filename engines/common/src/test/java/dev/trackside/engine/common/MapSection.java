package dev.trackside.engine.common;

import dev.trackside.TracksideException;
import dev.trackside.spi.Section;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A section out of a map, with texts only; faults name the key. */
final class MapSection implements Section {

    private final Path folder;
    private final Map<String, String> values;

    private MapSection(Path folder, Map<String, String> values) {
        this.folder = folder;
        this.values = values;
    }

    /** Makes a section of keys and values in turn. */
    static MapSection of(Path folder, String... keysAndValues) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new MapSection(folder, values);
    }

    @Override
    public String path() {
        return "data";
    }

    @Override
    public boolean has(String key) {
        return values.containsKey(key);
    }

    @Override
    public List<String> keys() {
        return List.copyOf(values.keySet());
    }

    @Override
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    @Override
    public Optional<Integer> integer(String key) {
        return text(key).map(Integer::valueOf);
    }

    @Override
    public Optional<Double> number(String key) {
        return text(key).map(Double::valueOf);
    }

    @Override
    public Optional<Boolean> flag(String key) {
        return text(key).map(Boolean::valueOf);
    }

    @Override
    public List<String> texts(String key) {
        return text(key).map(text -> Arrays.asList(text.split(", "))).orElse(List.of());
    }

    @Override
    public List<Integer> integers(String key) {
        return texts(key).stream().map(Integer::valueOf).toList();
    }

    @Override
    public Optional<Path> file(String key) {
        return text(key).map(folder::resolve);
    }

    @Override
    public Section section(String key) {
        throw new UnsupportedOperationException("no section in " + path());
    }

    @Override
    public TracksideException fault(String key, String message) {
        return new TracksideException("at " + key + ": " + message);
    }
}
