package dev.trackside.processor.model;

import javax.annotation.processing.Messager;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Where something in the model comes from: an element, an annotation on it, or a value or an entry of an array value of that annotation.
 * Opaque to checks; for printing messages and for those who accept to depend on {@code javax.lang.model}. Valid within one round of annotation
 * processing.
 *
 * @since 0.1
 */
public final class Origin {

    private final Element element;
    private final @Nullable AnnotationMirror annotation;
    private final @Nullable AnnotationValue value;

    private Origin(Element element, @Nullable AnnotationMirror annotation, @Nullable AnnotationValue value) {
        this.element = element;
        this.annotation = annotation;
        this.value = value;
    }

    /**
     * The origin of an element.
     *
     * @param element the element
     * @return its origin
     */
    public static Origin of(Element element) {
        return new Origin(element, null, null);
    }

    /**
     * The origin of an annotation on the element.
     *
     * @param mirror an annotation of {@link #element}
     * @return its origin
     */
    public Origin at(AnnotationMirror mirror) {
        return new Origin(element, mirror, null);
    }

    /**
     * The origin of a value of the annotation.
     *
     * @param entry a value of {@link #annotation}, or an entry of an array value of it
     * @return its origin
     * @throws IllegalStateException if this is the origin of an element
     */
    public Origin at(AnnotationValue entry) {
        if (annotation == null) {
            throw new IllegalStateException(element + " is no annotation, so it has no values");
        }
        return new Origin(element, annotation, entry);
    }

    /**
     * The element.
     *
     * @return the element itself, or that which carries the annotation
     */
    public Element element() {
        return element;
    }

    /**
     * The annotation.
     *
     * @return the annotation on the element, or null if the origin is the element itself
     */
    public @Nullable AnnotationMirror annotation() {
        return annotation;
    }

    /**
     * The value of the annotation.
     *
     * @return the value or the entry of an array value, or null if the origin is the annotation or the element
     */
    public @Nullable AnnotationValue value() {
        return value;
    }

    /**
     * Prints a message here. The compiler shows the smallest place it knows: of something in a class file it is none.
     *
     * @param messager of the processing environment
     * @param kind how bad it is
     * @param message the message
     */
    public void print(Messager messager, Diagnostic.Kind kind, String message) {
        if (annotation == null) {
            messager.printMessage(kind, message, element);
        } else if (value == null) {
            messager.printMessage(kind, message, element, annotation);
        } else {
            messager.printMessage(kind, message, element, annotation, value);
        }
    }

    @Override
    public String toString() {
        return value != null
                ? element + " " + value
                : annotation != null ? element + " " + annotation : element.toString();
    }
}
