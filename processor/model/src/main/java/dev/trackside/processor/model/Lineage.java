package dev.trackside.processor.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * A class, what it extends and what it implements, in the order in which their handlers are called: superclasses first, before each class its
 * interfaces. Types of the JDK are left out, they have no handlers.
 */
final class Lineage {

    private final Set<TypeElement> types = new LinkedHashSet<>();
    private final List<MissingType> missing = new ArrayList<>();

    static Lineage of(TypeElement type) {
        Lineage lineage = new Lineage();
        lineage.add(type);
        return lineage;
    }

    List<TypeElement> types() {
        return List.copyOf(types);
    }

    List<MissingType> missing() {
        return missing;
    }

    private void add(TypeElement type) {
        if (types.contains(type) || type.getQualifiedName().toString().startsWith("java.")) {
            return;
        }
        follow(type.getSuperclass(), type);
        type.getInterfaces().forEach(one -> follow(one, type));
        types.add(type);
    }

    private void follow(TypeMirror parent, TypeElement child) {
        if (TypeReader.isMissing(parent)) {
            missing.add(new MissingType(
                    TypeReader.read(parent).text(), "the declaration of " + child.getSimpleName(), false));
        } else if (parent instanceof DeclaredType declared) {
            add((TypeElement) declared.asElement());
        }
    }

    static @Nullable TypeElement superclass(TypeElement type) {
        TypeMirror parent = type.getSuperclass();
        return parent instanceof DeclaredType declared && !TypeReader.isMissing(parent)
                ? (TypeElement) declared.asElement()
                : null;
    }
}
