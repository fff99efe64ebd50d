package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Value.Scalar;
import dev.trackside.runtime.config.Value.Style;
import dev.trackside.runtime.config.Value.Where;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The places that speak of how plugins are loaded. Strongest first: builder or {@code --set}, the system property {@code trackside.loading.KEY}, the
 * variable {@code TRACKSIDE_LOADING_KEY}, the file.
 */
final class LoadingSource {

    private static final String PROPERTY = "trackside.loading.";
    private static final String VARIABLE = "TRACKSIDE_LOADING_";

    private final YamlSection section;
    private final Set<String> keys = new LinkedHashSet<>();

    LoadingSource(YamlSection section) {
        this.section = section;
    }

    /**
     * A text with the place that it comes from.
     *
     * @param text the text
     * @param shown the text as messages may show it
     * @param place as messages begin
     */
    record Text(String text, String shown, String place) {}

    /** What each place says, the strongest first. */
    List<List<Text>> everywhere(String key) {
        keys.add(key);
        List<List<Text>> places = new ArrayList<>();
        section.override(key).ifPresent(value -> places.add(texts(key, value)));
        fromProcess(key).forEach(value -> places.add(texts(key, value)));
        section.fromFile(key).ifPresent(value -> places.add(texts(key, value)));
        places.removeIf(List::isEmpty);
        return places;
    }

    /** What the strongest place says that says anything. */
    List<Text> strongest(String key) {
        List<List<Text>> places = everywhere(key);
        return places.isEmpty() ? List.of() : places.get(0);
    }

    /** The single value that the strongest place gives. */
    Optional<Text> single(String key) {
        List<Text> texts = strongest(key);
        if (texts.size() > 1) {
            throw new TracksideException("%s: loading.%s must be a single value, not a list."
                    .formatted(texts.get(0).place(), key));
        }
        return texts.stream().findFirst();
    }

    private List<Value> fromProcess(String key) {
        List<Value> values = new ArrayList<>();
        String property = PROPERTY + key;
        String variable = VARIABLE + key.toUpperCase(Locale.ROOT).replace('-', '_');
        Environment environment = section.environment();
        add("-D" + property, environment.properties().get(property), values);
        add(variable, environment.variables().get(variable), values);
        return values;
    }

    private static void add(String place, @Nullable String text, List<Value> values) {
        if (text != null) {
            values.add(new Scalar(new Where(place, null), text, Style.FLAT));
        }
    }

    private List<Text> texts(String key, Value value) {
        List<Text> texts = new ArrayList<>();
        if (value instanceof Scalar empty && empty.raw() == null) {
            return texts;
        }
        for (Value item : Lists.of(value)) {
            if (!(item instanceof Scalar scalar) || scalar.raw() == null) {
                throw new TracksideException("%s: loading.%s must be a value or a list of values, not %s."
                        .formatted(item.where().shown(), key, item.kind()));
            }
            Interpolation.Resolved resolved = Interpolation.resolve(scalar, section.environment());
            texts.add(new Text(resolved.text(), resolved.shown(), scalar.where().shown()));
        }
        return texts;
    }

    /**
     * Properties and variables that nobody reads. One that is misspelled would leave a run with less trust than was asked for, so it is a fault.
     */
    void unknown(Faults faults) {
        Environment environment = section.environment();
        for (String property : new TreeSet<>(environment.properties().keySet())) {
            if (property.startsWith(PROPERTY) && !keys.contains(property.substring(PROPERTY.length()))) {
                String key = property.substring(PROPERTY.length());
                faults.add("-D%s: nothing in 'loading' is set by a property '%s'%s"
                        .formatted(property, key, Nearest.hint(key, keys)));
            }
        }
        for (String variable : new TreeSet<>(environment.variables().keySet())) {
            if (variable.startsWith(VARIABLE)) {
                String key = variable.substring(VARIABLE.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                if (!keys.contains(key)) {
                    faults.add("%s: nothing in 'loading' is set by a variable for '%s'%s"
                            .formatted(variable, key, Nearest.hint(key, keys)));
                }
            }
        }
    }
}
