package dev.trackside.processor;

import java.util.List;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Whether {@code @SuppressWarnings} with one of some names stands on an element or around it. */
final class Suppression {

    private Suppression() {}

    static boolean applies(Element element, List<String> keys) {
        for (Element one = element; one != null; one = one.getEnclosingElement()) {
            for (AnnotationMirror mirror : one.getAnnotationMirrors()) {
                TypeElement type = (TypeElement) mirror.getAnnotationType().asElement();
                if (type.getQualifiedName().contentEquals(SuppressWarnings.class.getName()) && names(mirror, keys)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean names(AnnotationMirror mirror, List<String> keys) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            if (entry.getValue().getValue() instanceof List<?> values
                    && values.stream()
                            .map(value -> ((AnnotationValue) value).getValue())
                            .anyMatch(keys::contains)) {
                return true;
            }
        }
        return false;
    }
}
