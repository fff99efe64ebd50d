package dev.trackside.plugin.lrschedule;

import dev.trackside.TracksideException;
import dev.trackside.spi.OptionSpec;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Options from text, where no run is there to set them: in a sequence, in a simulation, in the command. */
final class OptionText {

    private static final LearningRateSchedule_Table TABLE = new LearningRateSchedule_Table();

    private OptionText() {}

    /** Sets an option; values are those of a list, or the one of any other. */
    static void set(LearningRateSchedule target, String name, List<String> values) {
        List<OptionSpec> specs = TABLE.options();
        for (int i = 0; i < specs.size(); i++) {
            OptionSpec spec = specs.get(i);
            if (spec.name().equals(name)) {
                TABLE.option(target, i, value(spec, values));
                return;
            }
        }
        throw new TracksideException("there is no option %s. Options are %s."
                .formatted(
                        name,
                        String.join(", ", specs.stream().map(OptionSpec::name).toList())));
    }

    /** Refuses options that the type does not take, which would be given in vain. */
    static void checkUse(LearningRateSchedule target) {
        List<OptionSpec> specs = TABLE.options();
        for (int i = 0; i < specs.size(); i++) {
            String name = specs.get(i).name();
            List<String> takers = ScheduleType.taking(name);
            Object value = TABLE.option(target, i);
            boolean given = value != null && !(value instanceof Collection<?> values && values.isEmpty());
            if (given && !takers.isEmpty() && !target.type.options().contains(name)) {
                throw new TracksideException("%s is given, but type %s does not use it. Remove it, or set type to %s."
                        .formatted(name, target.type, orOf(takers)));
            }
        }
    }

    private static String orOf(List<String> names) {
        int last = names.size() - 1;
        return last == 0 ? names.get(0) : String.join(", ", names.subList(0, last)) + " or " + names.get(last);
    }

    private static Object value(OptionSpec spec, List<String> values) {
        if (spec.kind() != OptionSpec.Kind.SINGLE) {
            return values.stream().map(text -> single(spec, text.strip())).toList();
        }
        if (values.size() != 1) {
            throw new TracksideException("%s takes one value, not %s. Write one.".formatted(spec.name(), values));
        }
        return single(spec, values.get(0).strip());
    }

    private static Object single(OptionSpec spec, String text) {
        Class<?> type = spec.type();
        if (type == String.class) {
            return text;
        }
        if (type.isEnum()) {
            return constant(spec, text);
        }
        if (type == Boolean.class && List.of("true", "false").contains(text)) {
            return Boolean.valueOf(text);
        }
        try {
            if (type == Integer.class || type == int.class) {
                return (int) whole(spec, Integer.parseInt(text));
            }
            if (type == Long.class) {
                return whole(spec, Long.parseLong(text));
            }
            if (type == Double.class) {
                return inRange(spec, Double.parseDouble(text));
            }
        } catch (NumberFormatException bad) {
            throw expected(spec, text, type == Double.class ? "a number" : "a whole number", bad);
        }
        throw expected(spec, text, "true or false", null);
    }

    private static long whole(OptionSpec spec, long value) {
        inRange(spec, (double) value);
        return value;
    }

    private static double inRange(OptionSpec spec, double value) {
        if (!(value >= spec.min() && value <= spec.max())) {
            throw new TracksideException(
                    "%s is %s; it must be from %s to %s.".formatted(spec.name(), value, spec.min(), spec.max()));
        }
        return value;
    }

    private static Object constant(OptionSpec spec, String text) {
        String wanted = text.toUpperCase(Locale.ROOT).replace('-', '_');
        Object[] constants = spec.type().getEnumConstants();
        for (Object constant : constants) {
            if (((Enum<?>) constant).name().equals(wanted)) {
                return constant;
            }
        }
        throw expected(
                spec, text, orOf(Arrays.stream(constants).map(String::valueOf).toList()), null);
    }

    private static TracksideException expected(OptionSpec spec, String text, String what, @Nullable Throwable cause) {
        return new TracksideException("%s is '%s'; it must be %s.".formatted(spec.name(), text, what), cause);
    }
}
