package dev.trackside.processor.model;

import dev.trackside.Batch;
import dev.trackside.Checkpoints;
import dev.trackside.Clock;
import dev.trackside.Console;
import dev.trackside.Epoch;
import dev.trackside.Gradients;
import dev.trackside.LearningRate;
import dev.trackside.MetricWriter;
import dev.trackside.Metrics;
import dev.trackside.Plan;
import dev.trackside.Predictions;
import dev.trackside.Run;
import dev.trackside.RunFiles;
import dev.trackside.Validation;
import dev.trackside.Weights;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Tells what a parameter receives at an event, from its type, its name and its annotation. */
final class ArgumentReader {

    private static final Set<String> SERVICES =
            names(Run.class, Plan.class, Clock.class, RunFiles.class, Console.class);
    private static final Set<String> CAPABILITIES =
            names(LearningRate.class, Weights.class, Checkpoints.class, Gradients.class, Predictions.class);
    private static final Map<String, Delivery> ONLY_AT =
            Map.of(Gradients.class.getName(), Delivery.GRADIENTS, Predictions.class.getName(), Delivery.PREDICTIONS);
    private static final Set<String> OURS = Set.of("dev.trackside", "dev.trackside.spi");

    private final Types types;

    ArgumentReader(Types types) {
        this.types = types;
    }

    private static Set<String> names(Class<?>... classes) {
        return Stream.of(classes).map(Class::getName).collect(Collectors.toUnmodifiableSet());
    }

    Argument read(EventInfo event, @Nullable TypeMirror payload, Parameter parameter, TypeMirror mirror) {
        TypeRef type = parameter.type();
        if (type.is(Optional.class) && type.arguments().size() == 1 && parameter.metric() == null) {
            TypeRef inner = type.arguments().get(0);
            return new Argument(parameter, optional(event, inner), inner);
        }
        return new Argument(parameter, kind(event, payload, parameter, mirror), type);
    }

    private ArgumentKind kind(EventInfo event, @Nullable TypeMirror payload, Parameter parameter, TypeMirror mirror) {
        TypeRef type = parameter.type();
        if (parameter.metric() != null) {
            return type.is(double.class)
                    ? ArgumentKind.METRIC
                    : type.is(OptionalDouble.class) ? ArgumentKind.OPTIONAL_METRIC : ArgumentKind.UNKNOWN;
        }
        if (parameter.varargs() || type.isMissing()) {
            return ArgumentKind.UNKNOWN;
        }
        if (type.isOpen()) {
            return ArgumentKind.OPEN;
        }
        if (event.delivers(Delivery.PAYLOAD)
                && type.qualifiedName().equals(event.payload().qualifiedName())) {
            return ArgumentKind.PAYLOAD;
        }
        ArgumentKind known = known(event, type, parameter);
        if (known == ArgumentKind.UNKNOWN || known == ArgumentKind.ENGINE_OBJECT) {
            return event.own() && takesAsSupertype(payload, type, mirror) ? ArgumentKind.PAYLOAD : known;
        }
        return known;
    }

    private boolean takesAsSupertype(@Nullable TypeMirror payload, TypeRef type, TypeMirror mirror) {
        return payload != null
                && type.isDeclared()
                && !type.is(Object.class)
                && !TypeReader.isMissing(payload)
                && types.isAssignable(types.erasure(payload), types.erasure(mirror));
    }

    private static ArgumentKind known(EventInfo event, TypeRef type, Parameter parameter) {
        if (type.is(Epoch.class)) {
            return when(event.delivers(Delivery.EPOCH), ArgumentKind.EPOCH);
        }
        if (type.is(Batch.class)) {
            return when(event.delivers(Delivery.BATCH), ArgumentKind.BATCH);
        }
        if (type.is(Validation.class)) {
            return when(event.delivers(Delivery.VALIDATION), ArgumentKind.VALIDATION);
        }
        if (type.is(Metrics.class)) {
            return when(event.delivers(Delivery.METRICS), ArgumentKind.METRICS);
        }
        if (type.is(MetricWriter.class)) {
            return ArgumentKind.METRIC_WRITER;
        }
        if (type.kind() == TypeRef.Kind.PRIMITIVE) {
            return number(event, type, parameter);
        }
        if (SERVICES.contains(type.qualifiedName())) {
            return ArgumentKind.SERVICE;
        }
        if (CAPABILITIES.contains(type.qualifiedName())) {
            return when(isAvailable(event, type), ArgumentKind.CAPABILITY);
        }
        return when(isForeign(type), ArgumentKind.ENGINE_OBJECT);
    }

    private static ArgumentKind number(EventInfo event, TypeRef type, Parameter parameter) {
        if (!parameter.nameReadable()) {
            return ArgumentKind.UNKNOWN;
        }
        return switch (type.simpleName() + " " + parameter.name()) {
            case "int epoch" -> when(event.delivers(Delivery.EPOCH), ArgumentKind.EPOCH_INDEX);
            case "int batch" -> when(event.delivers(Delivery.BATCH_INDEX), ArgumentKind.BATCH_INDEX);
            case "long step" -> ArgumentKind.STEP;
            default -> ArgumentKind.UNKNOWN;
        };
    }

    private static ArgumentKind optional(EventInfo event, TypeRef inner) {
        if (inner.isOpen()) {
            return ArgumentKind.OPEN;
        }
        if (inner.is(Epoch.class)) {
            return when(event.delivers(Delivery.OPEN_VIEWS), ArgumentKind.OPEN_EPOCH);
        }
        if (inner.is(Batch.class)) {
            return when(event.delivers(Delivery.OPEN_VIEWS), ArgumentKind.OPEN_BATCH);
        }
        if (CAPABILITIES.contains(inner.qualifiedName())) {
            return when(isAvailable(event, inner), ArgumentKind.OPTIONAL_CAPABILITY);
        }
        return when(isForeign(inner), ArgumentKind.OPTIONAL_ENGINE_OBJECT);
    }

    private static boolean isAvailable(EventInfo event, TypeRef capability) {
        Delivery delivery = ONLY_AT.get(capability.qualifiedName());
        return delivery == null || event.delivers(delivery);
    }

    private static boolean isForeign(TypeRef type) {
        boolean kindFits = type.kind() == TypeRef.Kind.CLASS
                || type.kind() == TypeRef.Kind.INTERFACE
                || type.kind() == TypeRef.Kind.RECORD;
        String packageName = type.packageName();
        return kindFits
                && !OURS.contains(packageName)
                && !packageName.startsWith("java.")
                && !packageName.startsWith("javax.");
    }

    private static ArgumentKind when(boolean fits, ArgumentKind kind) {
        return fits ? kind : ArgumentKind.UNKNOWN;
    }
}
