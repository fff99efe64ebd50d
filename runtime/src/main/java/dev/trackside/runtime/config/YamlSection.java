package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Interpolation.Resolved;
import dev.trackside.runtime.config.Value.Mapping;
import dev.trackside.runtime.config.Value.Scalar;
import dev.trackside.runtime.config.Value.Where;
import dev.trackside.spi.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A section of the configuration: what the file says, with {@link Overrides} above it. Knows the place of every value, and which keys were
 * asked for. Asking for {@link #section} twice gives the same object. Not for use by several threads.
 */
public final class YamlSection implements Section {

    private final String path;
    private final Mapping mapping;
    private final OverrideLayer overrides;
    private final Environment environment;
    private final Set<String> asked = new LinkedHashSet<>();
    private final Map<String, YamlSection> sections = new LinkedHashMap<>();

    YamlSection(String path, Mapping mapping, OverrideLayer overrides, Environment environment) {
        this.path = path;
        this.mapping = mapping;
        this.overrides = overrides;
        this.environment = environment;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public boolean has(String key) {
        Value value = value(key);
        if (value instanceof Scalar scalar) {
            return scalar.raw() != null;
        }
        return value != null || !overrides.keysBelow(pathOf(key)).isEmpty();
    }

    @Override
    public List<String> keys() {
        Set<String> keys = new LinkedHashSet<>(mapping.entries().keySet());
        keys.addAll(overrides.keysBelow(path));
        return List.copyOf(keys);
    }

    /**
     * Whether a key stands here, be it with an empty value.
     *
     * @param key the key
     * @return true if the file or an override names it
     */
    public boolean names(String key) {
        return value(key) != null || !overrides.keysBelow(pathOf(key)).isEmpty();
    }

    /**
     * Whether the file itself has a key, whatever overrides say.
     *
     * @param key the key
     * @return true if it stands in the file
     */
    public boolean inFile(String key) {
        return mapping.entries().containsKey(key);
    }

    /**
     * Whether the value of a key is a section.
     *
     * @param key the key
     * @return true for a section; false for a value, a list, or nothing
     */
    public boolean isSection(String key) {
        Value value = value(key);
        return value instanceof Mapping || (value == null && names(key));
    }

    @Override
    public Optional<String> text(String key) {
        return convert(key, text -> text);
    }

    @Override
    public Optional<Integer> integer(String key) {
        return convert(key, text -> (int) Conversions.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    /**
     * A whole number of 64 bits.
     *
     * @param key the key
     * @return the value, or empty if the file does not give it
     */
    public Optional<Long> whole(String key) {
        return convert(key, text -> Conversions.whole(text, Long.MIN_VALUE, Long.MAX_VALUE));
    }

    @Override
    public Optional<Double> number(String key) {
        return convert(key, Conversions::number);
    }

    /**
     * Reads a duration, such as {@code 10s}.
     *
     * @param key a key
     * @return its value, not negative, or empty
     * @throws TracksideException if it is none
     */
    public Optional<Duration> duration(String key) {
        return convert(key, Conversions::duration);
    }

    /**
     * Reads a part of a whole, such as {@code 5%} or {@code 0.05}.
     *
     * @param key a key
     * @return its value from 0 to 1, or empty
     * @throws TracksideException if it is none
     */
    public Optional<Double> share(String key) {
        return convert(key, Conversions::share);
    }

    @Override
    public Optional<Boolean> flag(String key) {
        return convert(key, Conversions::flag);
    }

    @Override
    public List<String> texts(String key) {
        return convertAll(key, text -> text);
    }

    @Override
    public List<Integer> integers(String key) {
        return convertAll(key, text -> (int) Conversions.whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE));
    }

    @Override
    public Optional<Path> file(String key) {
        @Nullable Path base = base(key);
        return convert(key, text -> Conversions.path(text, base));
    }

    /**
     * A list of paths; a single value is a list of one, relative ones are relative to the folder of the file.
     *
     * @param key the key
     * @return the paths; empty if the file does not give any
     */
    public List<Path> files(String key) {
        @Nullable Path base = base(key);
        return convertAll(key, text -> Conversions.path(text, base));
    }

    @Override
    public YamlSection section(String key) {
        Value value = value(key);
        if (value == null || value instanceof Mapping || (value instanceof Scalar scalar && scalar.raw() == null)) {
            return sectionOrSwitch(key);
        }
        throw fault(
                key,
                "%s is %s, but a section is expected: write '%s:' and the keys below it, indented."
                        .formatted(pathOf(key), value.kind(), key));
    }

    /**
     * A section within this one, in whose place the file may also have a single value, such as {@code false}.
     *
     * @param key the key
     * @return the section; without keys of the file if there is a value
     */
    public YamlSection sectionOrSwitch(String key) {
        asked.add(key);
        Mapping inner = mapping.entries().get(key) instanceof Mapping found ? found : Mapping.empty(where(key));
        return sections.computeIfAbsent(key, name -> new YamlSection(pathOf(name), inner, overrides, environment));
    }

    @Override
    public TracksideException fault(String key, String message) {
        return new TracksideException(where(key).shown() + ": " + message);
    }

    /**
     * Where a key stands, as messages begin.
     *
     * @param key the key
     * @return e.g. {@code trackside.yaml:12}; where the section stands if it has no such key
     */
    public String place(String key) {
        return where(key).shown();
    }

    /** Counts everything in here as asked for; for the section of a plugin that is switched off. */
    public void ignore() {
        asked.addAll(mapping.entries().keySet());
        sections.clear();
        overrides.ignore(path);
    }

    /**
     * What the file gives and nobody asked for, here and in the sections that were asked for, with the nearest key that was asked for.
     * Overrides are not among them, see {@link ConfigFile#unknownKeys}.
     *
     * @return one fault a key, in the order of the file
     */
    public List<TracksideException> unknownKeys() {
        List<TracksideException> unknown = new ArrayList<>();
        for (String key : mapping.entries().keySet()) {
            YamlSection section = sections.get(key);
            if (!asked.contains(key)) {
                String in = path.isEmpty() ? "" : " in '" + path + "'";
                unknown.add(new TracksideException(
                        "%s: unknown key '%s'%s%s".formatted(keyPlace(key), key, in, Nearest.hint(key, asked))));
            } else if (section != null) {
                unknown.addAll(section.unknownKeys());
            }
        }
        return unknown;
    }

    /** The keys that were asked for. */
    Set<String> asked() {
        return asked;
    }

    /** The section of a key, if it was asked for as one. */
    @Nullable
    YamlSection inner(String key) {
        return sections.get(key);
    }

    /**
     * Where a key itself stands, rather than its value.
     *
     * @param key the key
     * @return e.g. {@code trackside.yaml:12}; the {@link #place} of its value if the file does not have it
     */
    public String keyPlace(String key) {
        Where where = mapping.keys().get(key);
        return where == null ? place(key) : where.shown();
    }

    /**
     * The system properties and variables that it was read with.
     *
     * @return the environment
     */
    public Environment environment() {
        return environment;
    }

    /** The strongest value without its type; counts as asking. */
    @Nullable
    Value value(String key) {
        asked.add(key);
        return overrides.find(pathOf(key)).orElse(mapping.entries().get(key));
    }

    /** The value above the file; counts as asking. */
    Optional<Value> override(String key) {
        asked.add(key);
        return overrides.find(pathOf(key));
    }

    /** The value in the file; counts as asking. */
    Optional<Value> fromFile(String key) {
        asked.add(key);
        return Optional.ofNullable(mapping.entries().get(key));
    }

    private <T> Optional<T> convert(String key, Function<String, T> conversion) {
        Value value = value(key);
        if (value == null) {
            if (names(key)) {
                throw fault(key, "%s must be a single value, not a section.".formatted(pathOf(key)));
            }
            return Optional.empty();
        }
        if (!(value instanceof Scalar scalar)) {
            throw fault(key, "%s must be a single value, not %s.".formatted(pathOf(key), value.kind()));
        }
        return scalar.raw() == null ? Optional.empty() : Optional.of(convert(key, scalar, conversion));
    }

    private <T> List<T> convertAll(String key, Function<String, T> conversion) {
        Value value = value(key);
        if (value == null || (value instanceof Scalar empty && empty.raw() == null)) {
            return List.of();
        }
        List<T> all = new ArrayList<>();
        for (Value item : Lists.of(value)) {
            if (!(item instanceof Scalar scalar) || scalar.raw() == null) {
                throw new TracksideException("%s: %s must be a list of single values."
                        .formatted(item.where().shown(), pathOf(key)));
            }
            all.add(convert(key, scalar, conversion));
        }
        return List.copyOf(all);
    }

    private <T> T convert(String key, Scalar scalar, Function<String, T> conversion) {
        Resolved resolved = Interpolation.resolve(scalar, environment);
        try {
            return conversion.apply(resolved.text());
        } catch (IllegalArgumentException bad) {
            throw new TracksideException("%s: %s %s"
                    .formatted(scalar.where().shown(), pathOf(key), Conversions.fault(bad, resolved.shown())));
        }
    }

    private @Nullable Path base(String key) {
        return where(key).base();
    }

    private Where where(String key) {
        Value value = overrides.find(pathOf(key)).orElse(mapping.entries().get(key));
        return value == null ? mapping.where() : value.where();
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
