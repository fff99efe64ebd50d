package dev.trackside.runtime.config;

import dev.trackside.TracksideException;
import dev.trackside.runtime.config.Interpolation.Resolved;
import dev.trackside.runtime.config.Value.Scalar;
import dev.trackside.spi.HandlerTable;
import dev.trackside.spi.OptionSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Binds the options of a plugin instance to the fields of its class. Strongest first: builder or {@code --set}, the system property
 * {@code trackside.ID.min-delta}, the environment variable {@code TRACKSIDE_ID_MIN_DELTA}, the file, the value that the field has.
 */
public final class OptionBinder {

    private final String id;
    private final HandlerTable table;
    private final Object target;
    private final YamlSection section;
    private final OptionSource source;
    private final Faults faults = new Faults();

    private OptionBinder(String id, HandlerTable table, Object target, YamlSection section) {
        this.id = id;
        this.table = table;
        this.target = target;
        this.section = section;
        this.source = new OptionSource(id, section);
    }

    /**
     * Binds the options of an instance, with the system properties and variables that the configuration was read with.
     *
     * @param id the id of the instance
     * @param table the table of its class
     * @param target the instance, whose fields are set
     * @param section its section, {@code plugins.ID} of the configuration with its overrides; there may be nothing in it
     * @return the values of all options by name, in the order of the table
     * @throws TracksideException with everything that is wrong: unknown options, values that do not fit, missing ones
     */
    public static Map<String, BoundValue> bind(String id, HandlerTable table, Object target, YamlSection section) {
        return new OptionBinder(id, table, target, section).bind();
    }

    private Map<String, BoundValue> bind() {
        List<OptionSpec> options = table.options();
        List<String> names = options.stream().map(OptionSpec::name).toList();
        faults.addAll(source.unknown(names));
        Map<String, BoundValue> bound = new LinkedHashMap<>();
        for (int index = 0; index < options.size(); index++) {
            int position = index;
            OptionSpec option = options.get(index);
            faults.guard(() -> bound.put(option.name(), bind(option, position)));
        }
        faults.throwIfAny();
        return bound;
    }

    private BoundValue bind(OptionSpec option, int index) {
        Value value = source.strongest(option.name()).orElse(null);
        if (value == null) {
            return unset(option, index);
        }
        String where = value.where().shown();
        if (value instanceof Scalar scalar && scalar.raw() == null) {
            if (!option.nullable() || option.required()) {
                throw new TracksideException("%s: %s has no value here; write one, or remove the line to keep %s."
                        .formatted(where, name(option), Conversions.shown(table.option(target, index))));
            }
            table.option(target, index, null);
            return new BoundValue("none", false, where);
        }
        List<Resolved> texts = new ArrayList<>();
        Object converted = option.kind() == OptionSpec.Kind.SINGLE
                ? single(option, value, texts)
                : several(option, Lists.of(value), texts);
        table.option(target, index, converted);
        boolean secret = texts.stream().anyMatch(Resolved::secret);
        return new BoundValue(Conversions.shown(converted), secret, where);
    }

    private BoundValue unset(OptionSpec option, int index) {
        @Nullable Object field = table.option(target, index);
        if (option.required() && isBlank(field)) {
            throw new TracksideException(
                    "%s: %s is required and has no value; write '%s:' below plugins.%s in the file, or set %s or -D%s."
                            .formatted(
                                    section.place(option.name()),
                                    name(option),
                                    option.name(),
                                    id,
                                    source.variable(option.name()),
                                    source.property(option.name())));
        }
        return new BoundValue(Conversions.shown(field), false, BoundValue.DEFAULT);
    }

    /** A required field that its owner filled before attaching it is not missing. */
    private static boolean isBlank(@Nullable Object field) {
        return field == null
                || field.equals("")
                || field.equals(false)
                || field.equals('\0')
                || (field instanceof Number number && number.doubleValue() == 0)
                || (field instanceof Collection<?> values && values.isEmpty());
    }

    private Object single(OptionSpec option, Value value, List<Resolved> texts) {
        if (!(value instanceof Scalar scalar) || scalar.raw() == null) {
            throw new TracksideException("%s: %s must be a single value, not %s."
                    .formatted(value.where().shown(), name(option), value instanceof Scalar ? "empty" : value.kind()));
        }
        Resolved text = Interpolation.resolve(scalar, section.environment());
        texts.add(text);
        try {
            Object converted =
                    Conversions.to(option.type(), text.text(), scalar.where().base());
            checkRange(option, converted);
            return converted;
        } catch (IllegalArgumentException bad) {
            throw new TracksideException(
                    "%s: %s %s".formatted(scalar.where().shown(), name(option), Conversions.fault(bad, text.shown())));
        }
    }

    private Object several(OptionSpec option, List<Value> items, List<Resolved> texts) {
        List<Object> values = new ArrayList<>();
        for (Value item : items) {
            values.add(single(option, item, texts));
        }
        // A set keeps the order in which it is written.
        return option.kind() == OptionSpec.Kind.SET
                ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
                : List.copyOf(values);
    }

    private static void checkRange(OptionSpec option, Object value) {
        boolean bounded = option.min() != Double.NEGATIVE_INFINITY || option.max() != Double.POSITIVE_INFINITY;
        if (!bounded || !(value instanceof Number number)) {
            return;
        }
        // Written so that NaN is out of every range.
        if (!(number.doubleValue() >= option.min() && number.doubleValue() <= option.max())) {
            throw new IllegalArgumentException("must be " + range(option));
        }
    }

    private static String range(OptionSpec option) {
        if (option.max() == Double.POSITIVE_INFINITY) {
            return "at least " + plain(option.min());
        }
        if (option.min() == Double.NEGATIVE_INFINITY) {
            return "at most " + plain(option.max());
        }
        return "from %s to %s".formatted(plain(option.min()), plain(option.max()));
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? String.valueOf((long) bound)
                : String.valueOf(bound);
    }

    private String name(OptionSpec option) {
        return "option '%s' of plugin '%s'".formatted(option.name(), id);
    }
}
