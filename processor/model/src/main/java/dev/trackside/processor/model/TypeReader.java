package dev.trackside.processor.model;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Turns types of the compiler into those of the model. */
final class TypeReader {

    private TypeReader() {}

    static TypeRef read(TypeMirror type) {
        return switch (type.getKind()) {
            case VOID -> simple(TypeRef.Kind.VOID, "void");
            case BOOLEAN, BYTE, SHORT, INT, LONG, CHAR, FLOAT, DOUBLE ->
                simple(TypeRef.Kind.PRIMITIVE, type.getKind().name().toLowerCase(Locale.ROOT));
            case ARRAY -> array((ArrayType) type);
            case DECLARED -> declared((DeclaredType) type);
            case TYPEVAR ->
                simple(
                        TypeRef.Kind.VARIABLE,
                        ((TypeVariable) type).asElement().getSimpleName().toString());
            case ERROR -> simple(TypeRef.Kind.MISSING, missingName(type));
            case WILDCARD -> wildcard((WildcardType) type);
            default -> simple(TypeRef.Kind.WILDCARD, withoutAnnotations(type.toString()));
        };
    }

    static TypeRef raw(TypeElement element) {
        return named(element, List.of());
    }

    private static TypeRef simple(TypeRef.Kind kind, String name) {
        return new TypeRef(kind, "", List.of(name), List.of(), Visibility.PUBLIC);
    }

    private static TypeRef array(ArrayType type) {
        TypeRef component = read(type.getComponentType());
        return new TypeRef(TypeRef.Kind.ARRAY, "", List.of("[]"), List.of(component), Visibility.PUBLIC);
    }

    private static TypeRef wildcard(WildcardType type) {
        if (type.getExtendsBound() != null) {
            return bounded("? extends ", type.getExtendsBound());
        }
        return type.getSuperBound() != null
                ? bounded("? super ", type.getSuperBound())
                : simple(TypeRef.Kind.WILDCARD, "?");
    }

    private static TypeRef bounded(String wildcard, TypeMirror bound) {
        return new TypeRef(TypeRef.Kind.WILDCARD, "", List.of(wildcard), List.of(read(bound)), Visibility.PUBLIC);
    }

    private static TypeRef declared(DeclaredType type) {
        return named(
                (TypeElement) type.asElement(),
                type.getTypeArguments().stream().map(TypeReader::read).toList());
    }

    private static TypeRef named(TypeElement element, List<TypeRef> arguments) {
        List<String> names = new ArrayList<>();
        Visibility visibility = Visibility.PUBLIC;
        for (Element one = element; one instanceof TypeElement enclosing; one = one.getEnclosingElement()) {
            names.add(0, enclosing.getSimpleName().toString());
            visibility = visibility.and(visibility(enclosing));
        }
        return new TypeRef(kind(element.getKind()), packageOf(element), names, arguments, visibility);
    }

    static String packageOf(Element element) {
        return element instanceof PackageElement found
                ? found.getQualifiedName().toString()
                : packageOf(requireNonNull(element.getEnclosingElement(), "only packages are not enclosed"));
    }

    static Visibility visibility(Element element) {
        if (element.getModifiers().contains(Modifier.PUBLIC)) {
            return Visibility.PUBLIC;
        }
        if (element.getModifiers().contains(Modifier.PROTECTED)) {
            return Visibility.PROTECTED;
        }
        return element.getModifiers().contains(Modifier.PRIVATE) ? Visibility.PRIVATE : Visibility.PACKAGE;
    }

    private static TypeRef.Kind kind(ElementKind kind) {
        return switch (kind) {
            case INTERFACE -> TypeRef.Kind.INTERFACE;
            case ENUM -> TypeRef.Kind.ENUM;
            case RECORD -> TypeRef.Kind.RECORD;
            case ANNOTATION_TYPE -> TypeRef.Kind.ANNOTATION;
            default -> TypeRef.Kind.CLASS;
        };
    }

    static boolean isMissing(TypeMirror type) {
        return type.getKind() == TypeKind.ERROR;
    }

    private static String missingName(TypeMirror type) {
        String name = withoutAnnotations(type.toString());
        int arguments = name.indexOf('<');
        return arguments > 0 ? name.substring(0, arguments) : name;
    }

    private static String withoutAnnotations(String type) {
        return type.replaceAll("@\\S+\\s*", "");
    }
}
