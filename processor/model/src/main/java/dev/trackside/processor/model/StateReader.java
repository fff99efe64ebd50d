package dev.trackside.processor.model;

import dev.trackside.Weights;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Tells how the values of a type are saved, and collects the records on the way. */
final class StateReader {

    private static final Map<String, StateType.Kind> SCALARS = Map.ofEntries(
            Map.entry("byte", StateType.Kind.INT),
            Map.entry("short", StateType.Kind.INT),
            Map.entry("int", StateType.Kind.INT),
            Map.entry("long", StateType.Kind.LONG),
            Map.entry("char", StateType.Kind.CHAR),
            Map.entry("float", StateType.Kind.DOUBLE),
            Map.entry("double", StateType.Kind.DOUBLE),
            Map.entry("boolean", StateType.Kind.BOOLEAN),
            Map.entry("java.lang.Byte", StateType.Kind.INT),
            Map.entry("java.lang.Short", StateType.Kind.INT),
            Map.entry("java.lang.Integer", StateType.Kind.INT),
            Map.entry("java.lang.Long", StateType.Kind.LONG),
            Map.entry("java.lang.Character", StateType.Kind.CHAR),
            Map.entry("java.lang.Float", StateType.Kind.DOUBLE),
            Map.entry("java.lang.Double", StateType.Kind.DOUBLE),
            Map.entry("java.lang.Boolean", StateType.Kind.BOOLEAN),
            Map.entry("java.lang.String", StateType.Kind.TEXT));
    private static final Set<Class<?>> PARSED = Set.of(Duration.class, Instant.class, Path.class);

    // A generic record that contains itself with ever deeper arguments has no end.
    private static final int DEEPEST = 32;

    private final Types types;
    private final Map<String, RecordShape> shapes = new LinkedHashMap<>();
    private final List<String> open = new ArrayList<>();

    StateReader(Types types) {
        this.types = types;
    }

    List<RecordShape> shapes() {
        return List.copyOf(shapes.values());
    }

    StateType read(TypeMirror mirror) {
        TypeRef type = TypeReader.read(mirror);
        StateType.Kind scalar = SCALARS.get(type.qualifiedName());
        if (scalar != null) {
            return leaf(scalar, type);
        }
        if (PARSED.stream().anyMatch(type::is)) {
            return leaf(StateType.Kind.PARSED, type);
        }
        if (type.kind() == TypeRef.Kind.ARRAY) {
            boolean primitive = type.arguments().get(0).kind() == TypeRef.Kind.PRIMITIVE;
            return leaf(primitive ? StateType.Kind.AS_IS : StateType.Kind.UNSUPPORTED, type);
        }
        if (type.is(Weights.Snapshot.class)) {
            return leaf(StateType.Kind.AS_IS, type);
        }
        if (type.kind() == TypeRef.Kind.ENUM) {
            return leaf(StateType.Kind.ENUM, type);
        }
        if (mirror instanceof DeclaredType declared) {
            return declared(declared, type);
        }
        return leaf(StateType.Kind.UNSUPPORTED, type);
    }

    private StateType declared(DeclaredType mirror, TypeRef type) {
        List<? extends TypeMirror> arguments = mirror.getTypeArguments();
        if (type.is(List.class) && arguments.size() == 1) {
            StateType element = read(arguments.get(0));
            return new StateType(StateType.Kind.LIST, type, List.of(element), "List<" + element.full() + ">");
        }
        if (type.is(Map.class)
                && arguments.size() == 2
                && type.arguments().get(0).is(String.class)) {
            StateType value = read(arguments.get(1));
            return new StateType(StateType.Kind.MAP, type, List.of(value), "Map<String, " + value.full() + ">");
        }
        if (type.kind() == TypeRef.Kind.RECORD) {
            return record(mirror, type);
        }
        return leaf(StateType.Kind.UNSUPPORTED, type);
    }

    private StateType record(DeclaredType mirror, TypeRef type) {
        String name = type.fullText();
        if (open.contains(name)) {
            return leaf(StateType.Kind.AGAIN, type);
        }
        boolean rawGeneric = type.isRaw()
                && !((TypeElement) mirror.asElement()).getTypeParameters().isEmpty();
        if (rawGeneric || open.size() >= DEEPEST) {
            return leaf(StateType.Kind.UNSUPPORTED, type);
        }
        open.add(name);
        List<RecordShape.Component> components = new ArrayList<>();
        for (RecordComponentElement component : ((TypeElement) mirror.asElement()).getRecordComponents()) {
            ExecutableType accessor = (ExecutableType) types.asMemberOf(mirror, component.getAccessor());
            components.add(
                    new RecordShape.Component(component.getSimpleName().toString(), read(accessor.getReturnType())));
        }
        open.remove(name);
        shapes.putIfAbsent(name, new RecordShape(type, components));
        String full = components.stream()
                .map(component -> component.value().full() + " " + component.name())
                .collect(Collectors.joining(", ", name + "(", ")"));
        return new StateType(
                StateType.Kind.RECORD,
                type,
                components.stream().map(RecordShape.Component::value).toList(),
                full);
    }

    private static StateType leaf(StateType.Kind kind, TypeRef type) {
        return new StateType(kind, type, List.of(), type.fullText());
    }
}
