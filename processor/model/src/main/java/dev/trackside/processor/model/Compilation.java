package dev.trackside.processor.model;

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
 * The types of one compilation, through all rounds: which are to be looked at in this round, and which are put off to the next. Holds names only,
 * since elements are valid for one round.
 *
 * <p>javac hides annotations that it cannot find, so a method whose event is yet to be written by another processor looks like any other. When
 * such an annotation turns up, all classes are looked at again.
 *
 * <p>Most processors do with {@link HandlerClasses}, which stands on it.
 *
 * @since 0.1
 */
public final class Compilation {

    private final Set<String> roots = new TreeSet<>();
    private final Set<String> seen = new TreeSet<>();
    private final Set<String> deferred = new TreeSet<>();

    /** Creates a compilation before its first round. */
    public Compilation() {}

    /**
     * The types to look at in this round. To be called once in each round, the last included.
     *
     * @param round the round
     * @param elements of the processing environment
     * @return the types of the round's sources, nested ones and those that were put off among them, by name, whatever the order of the sources
     */
    public List<TypeElement> types(RoundEnvironment round, Elements elements) {
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

    /**
     * Looks at a type again in the next round.
     *
     * @param type a type of this round
     */
    public void defer(TypeElement type) {
        deferred.add(type.getQualifiedName().toString());
    }

    /**
     * Whether the sources hold a type of the outermost level.
     *
     * @param qualifiedName its name
     * @return true if it is one of those that were to be compiled, or written by a processor up to now
     */
    public boolean isSource(String qualifiedName) {
        return roots.contains(qualifiedName);
    }

    /**
     * Whether an element has a place in the sources.
     *
     * @param element any element
     * @return false if it comes from a class file, where messages have no line
     */
    public boolean isSource(Element element) {
        for (Element one = element; one != null; one = one.getEnclosingElement()) {
            if (one instanceof TypeElement type
                    && roots.contains(type.getQualifiedName().toString())) {
                return true;
            }
        }
        return false;
    }
}
