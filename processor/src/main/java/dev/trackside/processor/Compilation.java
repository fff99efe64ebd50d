package dev.trackside.processor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * The classes of one compilation, through all rounds. Holds names only: elements are valid for one round.
 *
 * <p>javac hides annotations that it cannot find, so a method whose event is yet to be written by another processor looks like any other. When
 * such an annotation turns up, all classes are looked at again.
 */
final class Compilation {

    private final Set<String> roots = new TreeSet<>();
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> deferred = new TreeSet<>();

    /** The types to look at in this round, those that were put off among them, in a stable order. */
    List<TypeElement> types(RoundEnvironment round, Elements elements) {
        Set<TypeElement> types = new LinkedHashSet<>();
        boolean first = roots.isEmpty();
        for (TypeElement root : ElementFilter.typesIn(round.getRootElements())) {
            roots.add(root.getQualifiedName().toString());
            addWithNested(root, types);
        }
        if (!first && types.stream().anyMatch(type -> type.getKind() == ElementKind.ANNOTATION_TYPE)) {
            deferred.addAll(seen);
        }
        types.forEach(type -> seen.add(type.getQualifiedName().toString()));
        for (String name : deferred) {
            TypeElement again = elements.getTypeElement(name);
            if (again != null) {
                types.add(again);
            }
        }
        deferred.clear();
        List<TypeElement> sorted = new ArrayList<>(types);
        sorted.sort(Comparator.comparing(type -> type.getQualifiedName().toString()));
        return sorted;
    }

    private static void addWithNested(TypeElement type, Collection<TypeElement> types) {
        types.add(type);
        ElementFilter.typesIn(type.getEnclosedElements()).forEach(nested -> addWithNested(nested, types));
    }

    /** Looks at a type again in the next round. */
    void defer(TypeElement type) {
        deferred.add(type.getQualifiedName().toString());
    }

    /** Whether an element has a place in the sources. */
    boolean isSource(Element element) {
        for (Element one = element; one != null; one = one.getEnclosingElement()) {
            if (one instanceof TypeElement type
                    && roots.contains(type.getQualifiedName().toString())) {
                return true;
            }
        }
        return false;
    }
}
