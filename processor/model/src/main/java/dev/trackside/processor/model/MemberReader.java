package dev.trackside.processor.model;

import dev.trackside.Option;
import dev.trackside.State;
import dev.trackside.spi.OptionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Goes once through all members of one class, its own and the inherited ones, and reads the fields. */
final class MemberReader {

    /** A member of the model and the element it was read from. */
    record Found<E extends Element>(E element, Member member) {}

    private final Elements elements;
    private final Types types;
    private final TypeElement type;
    private final StateReader stateReader;
    private final List<Found<ExecutableElement>> methods = new ArrayList<>();
    private final List<OptionField> options = new ArrayList<>();
    private final List<StateField> states = new ArrayList<>();
    private final List<MissingType> missing = new ArrayList<>();
    private final List<HiddenField> hidden = new ArrayList<>();
    private int order;

    MemberReader(Elements elements, Types types, TypeElement type) {
        this.elements = elements;
        this.types = types;
        this.type = type;
        this.stateReader = new StateReader(types);
    }

    List<Found<ExecutableElement>> methods() {
        return methods;
    }

    List<OptionField> options() {
        return options;
    }

    List<StateField> states() {
        return states;
    }

    List<RecordShape> shapes() {
        return stateReader.shapes();
    }

    List<HiddenField> hidden() {
        return hidden;
    }

    List<MissingType> missing() {
        return missing;
    }

    void read(List<TypeElement> lineage) {
        for (TypeElement owner : lineage) {
            TypeRef ownerType = TypeReader.raw(owner);
            for (Element element : owner.getEnclosedElements()) {
                Member member = member(element, ownerType, owner);
                if (element instanceof VariableElement field) {
                    readField(field, member);
                } else if (element instanceof ExecutableElement method) {
                    methods.add(new Found<>(method, member));
                }
            }
        }
    }

    private Member member(Element element, TypeRef ownerType, TypeElement owner) {
        Set<Modifier> modifiers = element.getModifiers();
        return new Member(
                Origin.of(element),
                element.getSimpleName().toString(),
                ownerType,
                !owner.equals(type),
                order++,
                TypeReader.visibility(element),
                modifiers.contains(Modifier.STATIC),
                modifiers.contains(Modifier.FINAL),
                modifiers.contains(Modifier.ABSTRACT));
    }

    private void readField(VariableElement field, Member member) {
        Stream.concat(options.stream().map(OptionField::member), states.stream().map(StateField::member))
                .filter(earlier -> earlier.name().equals(member.name()))
                .distinct()
                .forEach(earlier -> hidden.add(new HiddenField(member, earlier)));
        Optional<AnnotationReader> option = AnnotationReader.find(field, Option.class);
        boolean state = AnnotationReader.find(field, State.class).isPresent();
        if (option.isEmpty() && !state) {
            return;
        }
        TypeMirror mirror = types.asMemberOf((DeclaredType) type.asType(), field);
        TypeRef fieldType = TypeReader.read(mirror);
        missingIn(fieldType).forEach(name -> missing.add(new MissingType(name, "the field " + member.name(), false)));
        option.ifPresent(reader -> {
            missing.addAll(reader.unresolved());
            options.add(option(reader, field, member, fieldType));
        });
        if (state) {
            StateType value = stateReader.read(mirror);
            value.parts().forEach(part -> noteMissing(part, member));
            states.add(new StateField(member, fieldType, value));
        }
    }

    private void noteMissing(StateType part, Member member) {
        if (part.type().kind() == TypeRef.Kind.MISSING) {
            missing.add(new MissingType(part.type().text(), "the type of the field " + member.name(), false));
        }
        part.parts().forEach(inner -> noteMissing(inner, member));
    }

    private OptionField option(AnnotationReader reader, VariableElement field, Member member, TypeRef fieldType) {
        OptionSpec.Kind kind = fieldType.is(List.class)
                ? OptionSpec.Kind.LIST
                : fieldType.is(Set.class) ? OptionSpec.Kind.SET : OptionSpec.Kind.SINGLE;
        boolean several =
                kind != OptionSpec.Kind.SINGLE && !fieldType.arguments().isEmpty();
        Value<String> name = reader.value("value", String.class, "");
        return new OptionField(
                member,
                reader.origin(),
                fieldType,
                kind,
                several ? fieldType.arguments().get(0) : fieldType,
                isNullable(field) || isNullable(field.asType()),
                name.value().isEmpty() ? new Value<>(Names.kebab(member.name()), false, name.origin()) : name,
                reader.value("required", Boolean.class, false),
                reader.value("min", Double.class, Double.NEGATIVE_INFINITY),
                reader.value("max", Double.class, Double.POSITIVE_INFINITY),
                DocText.firstParagraph(elements.getDocComment(field)));
    }

    private static boolean isNullable(AnnotatedConstruct annotated) {
        return annotated.getAnnotationMirrors().stream()
                .anyMatch(mirror ->
                        AnnotationReader.typeOf(mirror).getSimpleName().contentEquals("Nullable"));
    }

    /** Which of some exceptions are checked, or not known yet. */
    static List<TypeRef> checked(Elements elements, Types types, List<? extends TypeMirror> thrown) {
        if (thrown.isEmpty()) {
            return List.of();
        }
        List<TypeMirror> unchecked = Stream.of(RuntimeException.class, Error.class)
                .map(one -> elements.getTypeElement(one.getName()).asType())
                .toList();
        return thrown.stream()
                .filter(one ->
                        TypeReader.isMissing(one) || unchecked.stream().noneMatch(base -> types.isSubtype(one, base)))
                .map(TypeReader::read)
                .toList();
    }

    /** The names of missing types in a type. */
    static List<String> missingIn(TypeRef type) {
        if (type.kind() == TypeRef.Kind.MISSING) {
            return List.of(type.text());
        }
        return type.arguments().stream().flatMap(one -> missingIn(one).stream()).toList();
    }
}
