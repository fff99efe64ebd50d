package dev.trackside.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/** The values of one annotation on one element. A value that is no valid Java is taken as not given: the compiler reports it. */
final class AnnotationReader {

    private final Origin origin;
    private final AnnotationMirror mirror;

    AnnotationReader(Element element, AnnotationMirror mirror) {
        this.origin = Origin.of(element).at(mirror);
        this.mirror = mirror;
    }

    static Optional<AnnotationReader> find(Element element, Class<?> type) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (typeOf(mirror).getQualifiedName().contentEquals(type.getName())) {
                return Optional.of(new AnnotationReader(element, mirror));
            }
        }
        return Optional.empty();
    }

    static TypeElement typeOf(AnnotationMirror mirror) {
        return (TypeElement) mirror.getAnnotationType().asElement();
    }

    Origin origin() {
        return origin;
    }

    <T> Value<T> value(String name, Class<T> type, T otherwise) {
        AnnotationValue written = written(name);
        if (written != null && type.isInstance(written.getValue())) {
            return new Value<>(type.cast(written.getValue()), true, origin.at(written));
        }
        AnnotationValue preset = preset(name);
        return new Value<>(
                preset != null && type.isInstance(preset.getValue()) ? type.cast(preset.getValue()) : otherwise,
                false,
                origin);
    }

    <E extends Enum<E>> Value<E> constant(String name, Class<E> type, E otherwise) {
        AnnotationValue written = written(name);
        if (written != null && written.getValue() instanceof VariableElement constant) {
            String wanted = constant.getSimpleName().toString();
            for (E one : type.getEnumConstants()) {
                if (one.name().equals(wanted)) {
                    return new Value<>(one, true, origin.at(written));
                }
            }
        }
        return new Value<>(otherwise, false, origin);
    }

    <T> List<Value<T>> values(String name, Class<T> type) {
        List<Value<T>> values = new ArrayList<>();
        AnnotationValue written = written(name);
        AnnotationValue array = written == null ? preset(name) : written;
        if (array != null && array.getValue() instanceof List<?> entries) {
            for (Object entry : entries) {
                AnnotationValue one = (AnnotationValue) entry;
                if (type.isInstance(one.getValue())) {
                    values.add(new Value<>(
                            type.cast(one.getValue()), written != null, written == null ? origin : origin.at(one)));
                }
            }
        }
        return values;
    }

    /** The names of enum constants in an array. */
    List<String> constants(String name) {
        return values(name, VariableElement.class).stream()
                .map(value -> value.value().getSimpleName().toString())
                .toList();
    }

    @Nullable
    TypeMirror type(String name) {
        AnnotationValue written = written(name);
        return written != null && written.getValue() instanceof TypeMirror type ? type : null;
    }

    Origin originOf(String name) {
        AnnotationValue written = written(name);
        return written == null ? origin : origin.at(written);
    }

    private @Nullable AnnotationValue written(String name) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(name)) {
                return entry.getValue();
            }
        }
        return null;
    }

    private @Nullable AnnotationValue preset(String name) {
        for (Element member : typeOf(mirror).getEnclosedElements()) {
            if (member instanceof ExecutableElement attribute
                    && attribute.getSimpleName().contentEquals(name)) {
                return attribute.getDefaultValue();
            }
        }
        return null;
    }
}
