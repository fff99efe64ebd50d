package dev.trackside.processor.checks;

import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.Names;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.processor.model.Value;
import dev.trackside.spi.OptionSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether options can be set from a configuration. */
final class OptionCheck implements Check {

    private static final Set<String> RESERVED = Set.of("use", "enabled", "on-failure", "before", "after");
    private static final Set<String> NUMBERS = Set.of(
            "byte",
            "short",
            "int",
            "long",
            "float",
            "double",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Float",
            "java.lang.Double");
    private static final FieldCheck FIELDS =
            new FieldCheck(Diagnostic.OPTION_FINAL, Diagnostic.OPTION_STATIC, Diagnostic.OPTION_PRIVATE);

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        Map<String, OptionField> byName = new HashMap<>();
        for (OptionField option : handlers.options()) {
            FIELDS.check(option.member(), findings);
            checkType(handlers, option, findings);
            checkRange(option, findings);
            checkName(option, findings);
            OptionField earlier = byName.putIfAbsent(option.name().value(), option);
            if (earlier != null && !hides(handlers, option)) {
                findings.add(
                        Diagnostic.OPTION_DUPLICATE,
                        option.name().given()
                                ? option.name().origin()
                                : option.member().origin(),
                        option.name().value(),
                        earlier.member().text());
            }
            if (handlers.states().stream()
                    .anyMatch(state -> state.member().order() == option.member().order())) {
                findings.add(
                        Diagnostic.OPTION_AND_STATE,
                        option.member().origin(),
                        option.member().text());
            }
        }
    }

    /** Then one finding suffices. */
    private static boolean hides(HandlerClass handlers, OptionField option) {
        return handlers.hidden().stream()
                .anyMatch(one -> one.hiding().order() == option.member().order());
    }

    private static void checkType(HandlerClass handlers, OptionField option, Findings findings) {
        TypeRef type = option.type();
        if (type.isMissing() || handlers.isOpen()) {
            return;
        }
        boolean collection = option.kind() != OptionSpec.Kind.SINGLE;
        if (!isScalar(option.element()) || (collection && type.isRaw())) {
            findings.add(Diagnostic.OPTION_TYPE, option.member().origin(), type);
        } else if (!type.isAccessibleFrom(handlers.type().packageName())) {
            findings.add(Diagnostic.INACCESSIBLE_TYPE, option.member().origin(), type);
        }
    }

    private static boolean isScalar(TypeRef type) {
        return isNumber(type)
                || type.kind() == TypeRef.Kind.ENUM
                || Stream.of(
                                boolean.class,
                                char.class,
                                Boolean.class,
                                Character.class,
                                String.class,
                                Duration.class,
                                Path.class)
                        .anyMatch(type::is);
    }

    private static boolean isNumber(TypeRef type) {
        return NUMBERS.contains(type.qualifiedName());
    }

    private static void checkRange(OptionField option, Findings findings) {
        Value<Double> min = option.min();
        Value<Double> max = option.max();
        Stream.of(min, max)
                .filter(bound -> bound.given() && isScalar(option.element()) && !isNumber(option.element()))
                .limit(1)
                .forEach(bound -> findings.add(
                        Diagnostic.OPTION_RANGE_TYPE,
                        bound.origin(),
                        option.member().text(),
                        option.type()));
        Value<Double> blamed = max.given() ? max : min;
        if (min.value() > max.value()) {
            findings.add(
                    Diagnostic.OPTION_RANGE_EMPTY,
                    blamed.origin(),
                    "min %s is above max %s".formatted(text(min.value()), text(max.value())),
                    "Swap them");
        } else if (min.value().isNaN() || max.value().isNaN()) {
            findings.add(
                    Diagnostic.OPTION_RANGE_EMPTY,
                    min.value().isNaN() ? min.origin() : max.origin(),
                    "nothing compares to NaN",
                    "Name a number");
        } else if (isNumber(option.element()) && OptionRange.isEmpty(option.element(), min.value(), max.value())) {
            findings.add(
                    Diagnostic.OPTION_RANGE_EMPTY,
                    blamed.origin(),
                    "no %s lies between min %s and max %s"
                            .formatted(option.element(), text(min.value()), text(max.value())),
                    "Widen the range");
        }
    }

    private static String text(double bound) {
        return bound == Math.rint(bound) && Math.abs(bound) < 1e15
                ? Long.toString((long) bound)
                : Double.toString(bound);
    }

    private static void checkName(OptionField option, Findings findings) {
        Value<String> name = option.name();
        if (!Names.isKebab(name.value())) {
            findings.add(
                    Diagnostic.OPTION_NAME,
                    name.origin(),
                    name.value(),
                    Names.near(name.value(), option.member().name()));
        } else if (RESERVED.contains(name.value())) {
            findings.add(
                    Diagnostic.OPTION_RESERVED,
                    name.given() ? name.origin() : option.member().origin(),
                    name.value());
        }
    }
}
