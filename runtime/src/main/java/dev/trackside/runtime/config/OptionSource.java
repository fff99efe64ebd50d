package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Interpolation.Resolved;
import dev.trackside.runtime.config.Value.Scalar;
import dev.trackside.runtime.config.Value.Style;
import dev.trackside.runtime.config.Value.Where;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the options of an instance get their values from. Strongest first: builder or {@code --set}, the system property
 * {@code trackside.ID.min-delta}, the environment variable {@code TRACKSIDE_ID_MIN_DELTA}, the file. Needs no class of the plugin.
 */
public final class OptionSource {

    /** Keys that every plugin section may have beside options. */
    public static final Set<String> RESERVED_KEYS = Set.of("use", "enabled", "on-failure", "before", "after");

    private final String id;
    private final YamlSection section;
    private final Environment environment;

    /**
     * Creates it.
     *
     * @param id the id of the instance
     * @param section its section, {@code plugins.ID} of the configuration with its overrides; there may be nothing in it
     */
    public OptionSource(String id, YamlSection section) {
        this.id = id;
        this.section = section;
        this.environment = section.environment();
    }

    /**
     * What somebody has set, as it is shown to people: not converted, nor checked against types and ranges, which takes the class of the plugin.
     *
     * @param names the names of its options
     * @return values by name, in the order of the names; an option that nobody has set is not among them
     * @throws TracksideException if a value refers to an environment variable that is not there
     */
    public Map<String, BoundValue> set(List<String> names) {
        Map<String, BoundValue> set = new LinkedHashMap<>();
        for (String name : names) {
            strongest(name).ifPresent(value -> set.put(name, shown(value)));
        }
        return set;
    }

    /**
     * What is set and is no option.
     *
     * @param names the names of its options
     * @return one fault each, with its place and the nearest name
     */
    public List<TracksideException> unknown(List<String> names) {
        Faults faults = new Faults();
        unknownInSection(names, faults);
        unknownProperties(names, faults);
        return faults.list();
    }

    Optional<Value> strongest(String option) {
        Optional<Value> override = section.override(option);
        Optional<Value> fromFile = section.fromFile(option);
        if (override.isPresent()) {
            return override;
        }
        String property = environment.properties().get(property(option));
        if (property != null) {
            return Optional.of(new Scalar(new Where("-D" + property(option), null), property, Style.FLAT));
        }
        String variable = environment.variables().get(variable(option));
        if (variable != null) {
            return Optional.of(new Scalar(new Where(variable(option), null), variable, Style.FLAT));
        }
        return fromFile;
    }

    String property(String option) {
        return "trackside." + id + "." + option;
    }

    String variable(String option) {
        return ("TRACKSIDE_" + id + "_" + option).replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private BoundValue shown(Value value) {
        List<Resolved> texts = new ArrayList<>();
        String text = shown(value, texts);
        boolean secret = texts.stream().anyMatch(Resolved::secret);
        return new BoundValue(text, secret, value.where().shown());
    }

    private String shown(Value value, List<Resolved> texts) {
        if (value instanceof Value.Items items) {
            return items.items().stream().map(item -> shown(item, texts)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (!(value instanceof Scalar scalar)) {
            return value.kind();
        }
        if (scalar.raw() == null) {
            return "none";
        }
        Resolved resolved = Interpolation.resolve(scalar, environment);
        texts.add(resolved);
        return resolved.shown();
    }

    private void unknownInSection(List<String> names, Faults faults) {
        RESERVED_KEYS.forEach(section::names);
        for (String key : section.keys()) {
            if (!names.contains(key) && !RESERVED_KEYS.contains(key)) {
                section.names(key);
                faults.add("%s: plugin '%s' has no option '%s'%s"
                        .formatted(
                                section.override(key).isPresent() ? section.place(key) : section.keyPlace(key),
                                id,
                                key,
                                hint(key, names)));
            }
        }
    }

    private void unknownProperties(List<String> names, Faults faults) {
        String prefix = property("");
        for (String property : new TreeSet<>(environment.properties().keySet())) {
            if (property.startsWith(prefix)) {
                String option = property.substring(prefix.length());
                if (!names.contains(option)) {
                    faults.add("-D%s: plugin '%s' has no option '%s'%s"
                            .formatted(property, id, option, hint(option, names)));
                }
            }
        }
    }

    private static String hint(String wanted, List<String> names) {
        return names.isEmpty() ? "; it has none at all." : Nearest.hint(wanted, names);
    }
}
