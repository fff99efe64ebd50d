package dev.trackside.processor.model;

import dev.trackside.EventType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/** Reads events: their declarations, and their annotations on methods. */
final class EventReader {

    private static final String BUILT_IN = "dev.trackside";

    private static final Set<Delivery> EPOCH_ONLY = EnumSet.of(Delivery.EPOCH);
    private static final Set<Delivery> IN_BATCH =
            EnumSet.of(Delivery.EPOCH, Delivery.BATCH, Delivery.BATCH_INDEX, Delivery.METRICS);
    private static final Set<Delivery> IN_VALIDATION =
            EnumSet.of(Delivery.EPOCH, Delivery.VALIDATION, Delivery.METRICS);
    private static final Set<Delivery> ANYWHERE = EnumSet.of(Delivery.PAYLOAD, Delivery.OPEN_VIEWS);

    /** The table "Events" of the design; what the Javadoc of each annotation says at length. */
    private static final Map<String, Set<Delivery>> DELIVERIES = Map.ofEntries(
            Map.entry("OnTrainBegin", EnumSet.noneOf(Delivery.class)),
            Map.entry("OnTrainEnd", EnumSet.of(Delivery.METRICS)),
            Map.entry("OnEpochBegin", EPOCH_ONLY),
            Map.entry("OnEpochEnd", EnumSet.of(Delivery.EPOCH, Delivery.METRICS)),
            Map.entry("OnBatchBegin", EnumSet.of(Delivery.EPOCH, Delivery.BATCH, Delivery.BATCH_INDEX)),
            Map.entry("OnBatchEnd", IN_BATCH),
            Map.entry("OnStep", IN_BATCH),
            Map.entry("OnGradients", with(IN_BATCH, Delivery.GRADIENTS)),
            Map.entry("OnValidationBegin", IN_VALIDATION),
            Map.entry("OnValidationEnd", IN_VALIDATION),
            Map.entry("OnValidationBatchBegin", with(IN_VALIDATION, Delivery.BATCH_INDEX)),
            Map.entry("OnValidationBatchEnd", with(with(IN_VALIDATION, Delivery.BATCH_INDEX), Delivery.PREDICTIONS)),
            Map.entry("OnCheckpoint", ANYWHERE),
            Map.entry("OnResume", ANYWHERE),
            Map.entry("OnDecision", ANYWHERE),
            Map.entry("OnArtifact", ANYWHERE),
            Map.entry("OnFailure", ANYWHERE));

    /** An event annotation with what the compiler knows of the payload. */
    record Found(
            AnnotationReader annotation,
            EventUse use,
            @Nullable TypeMirror payload) {}

    private EventReader() {}

    private static Set<Delivery> with(Set<Delivery> deliveries, Delivery more) {
        Set<Delivery> all = EnumSet.copyOf(deliveries);
        all.add(more);
        return all;
    }

    static List<Found> usesOn(Element element) {
        List<Found> found = new ArrayList<>();
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            TypeElement annotation = AnnotationReader.typeOf(mirror);
            AnnotationReader.find(annotation, EventType.class).ifPresent(type -> {
                AnnotationReader reader = new AnnotationReader(element, mirror);
                found.add(new Found(reader, use(reader, info(annotation, type)), type.type("payload")));
            });
        }
        return found;
    }

    private static EventUse use(AnnotationReader reader, EventInfo event) {
        return new EventUse(
                reader.origin(),
                event,
                reader.value("every", Integer.class, 1),
                reader.value("from", Integer.class, 1),
                reader.value("until", Integer.class, Integer.MAX_VALUE),
                reader.values("at", Integer.class),
                reader.value("everySeconds", Double.class, 0.0));
    }

    private static EventInfo info(TypeElement annotation, AnnotationReader type) {
        TypeRef name = TypeReader.raw(annotation);
        Set<Delivery> builtIn = name.packageName().equals(BUILT_IN) ? DELIVERIES.get(name.simpleName()) : null;
        return new EventInfo(
                name,
                payload(type),
                type.value("control", Boolean.class, true).value(),
                builtIn == null,
                builtIn == null ? with(ANYWHERE, Delivery.METRICS) : builtIn);
    }

    private static TypeRef payload(AnnotationReader type) {
        TypeMirror payload = type.type("payload");
        return payload == null
                ? new TypeRef(TypeRef.Kind.MISSING, "", List.of("payload"), List.of(), Visibility.PUBLIC)
                : TypeReader.read(payload);
    }

    static Optional<EventDeclaration> declaration(TypeElement annotation) {
        return AnnotationReader.find(annotation, EventType.class)
                .map(type -> new EventDeclaration(
                        Origin.of(annotation),
                        TypeReader.raw(annotation),
                        new Value<>(payload(type), true, type.originOf("payload")),
                        retention(annotation),
                        targets(annotation),
                        AnnotationReader.find(annotation, Repeatable.class)
                                .map(AnnotationReader::origin)
                                .orElse(null),
                        ElementFilter.methodsIn(annotation.getEnclosedElements()).stream()
                                .map(attribute -> new EventDeclaration.Attribute(
                                        Origin.of(attribute),
                                        attribute.getSimpleName().toString(),
                                        TypeReader.read(attribute.getReturnType())))
                                .toList()));
    }

    private static Value<String> retention(TypeElement annotation) {
        return AnnotationReader.find(annotation, Retention.class)
                .map(reader -> reader.constant("value", RetentionPolicy.class, RetentionPolicy.CLASS))
                .map(value -> new Value<>(value.value().name(), true, value.origin()))
                .orElseGet(() -> new Value<>(RetentionPolicy.CLASS.name(), false, Origin.of(annotation)));
    }

    private static @Nullable Value<List<String>> targets(TypeElement annotation) {
        return AnnotationReader.find(annotation, Target.class)
                .map(reader -> new Value<>(reader.constants("value"), true, reader.originOf("value")))
                .orElse(null);
    }
}
