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

/**
 * The values of one annotation on one element: for annotations of one's own beside those of Trackside, which the model has read already. A
 * value that is no valid Java is taken as not given: the compiler reports it.
 *
 * <pre>{@code
 * Optional<Value<String>> unit = AnnotationReader.find(parameter.origin(), "com.example.Unit")
 *         .map(annotation -> annotation.value("value", String.class, ""));
 * }</pre>
 *
 * <p>Of an annotation that is repeated the compiler shows the container only.
 *
 * @since 0.1
 */
public final class AnnotationReader {

    private final Origin origin;
    private final AnnotationMirror mirror;

    AnnotationReader(Element element, AnnotationMirror mirror) {
        this.origin = Origin.of(element).at(mirror);
        this.mirror = mirror;
    }

    /**
     * Looks for an annotation.
     *
     * @param at a class, method, field or parameter of the model; of an annotation's origin the element that carries it
     * @param annotation the qualified name of the annotation's type, which need not be on the processor's own path
     * @return its values, or empty if it is not there
     */
    public static Optional<AnnotationReader> find(Origin at, String annotation) {
        return find(at.element(), annotation);
    }

    static Optional<AnnotationReader> find(Element element, Class<?> type) {
        return find(element, type.getName());
    }

    private static Optional<AnnotationReader> find(Element element, String type) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (typeOf(mirror).getQualifiedName().contentEquals(type)) {
                return Optional.of(new AnnotationReader(element, mirror));
            }
        }
        return Optional.empty();
    }

    /** What the annotation names and the compiler has not found, at least not yet: constants that another processor may write. */
    List<MissingType> unresolved() {
        String name = "@" + typeOf(mirror).getSimpleName();
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> isUnresolved(entry.getValue()))
                .map(entry -> new MissingType(
                        "a constant", entry.getKey().getSimpleName() + " of " + name + " on " + origin.element(), true))
                .toList();
    }

    /** The language model shows what it cannot evaluate as this text. */
    private static boolean isUnresolved(AnnotationValue value) {
        return value.getValue() instanceof List<?> entries
                ? entries.stream().anyMatch(entry -> isUnresolved((AnnotationValue) entry))
                : "<error>".equals(value.getValue());
    }

    static TypeElement typeOf(AnnotationMirror mirror) {
        return (TypeElement) mirror.getAnnotationType().asElement();
    }

    /**
     * Where it stands.
     *
     * @return the annotation
     */
    public Origin origin() {
        return origin;
    }

    /**
     * A single value.
     *
     * @param name the member of the annotation
     * @param type {@code String}, or the box of a primitive
     * @param otherwise what to take where neither the source nor the annotation's declaration has a value of this type
     * @param <T> the type
     * @return the value written in the source, else the default of the annotation
     */
    public <T> Value<T> value(String name, Class<T> type, T otherwise) {
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

    /**
     * A constant of an enum.
     *
     * @param name the member of the annotation
     * @param type the enum
     * @param otherwise what to take where the source has no value
     * @param <E> the enum
     * @return the constant written in the source, else the other one
     */
    public <E extends Enum<E>> Value<E> constant(String name, Class<E> type, E otherwise) {
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

    /**
     * The entries of an array, or its one entry where that stands without braces.
     *
     * @param name the member of the annotation
     * @param type {@code String}, or the box of a primitive
     * @param <T> the type of an entry
     * @return the entries written in the source, else those of the annotation's default
     */
    public <T> List<Value<T>> values(String name, Class<T> type) {
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
