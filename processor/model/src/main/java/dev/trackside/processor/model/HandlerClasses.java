package dev.trackside.processor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/**
 * The handler classes of one compilation, through all rounds: what a processor of one's own starts from.
 *
 * <pre>{@code
 * @SupportedAnnotationTypes("*") // an event is whatever annotation carries @EventType
 * public final class CatalogProcessor extends AbstractProcessor {
 *
 *     private HandlerClasses classes;
 *
 *     @Override
 *     public synchronized void init(ProcessingEnvironment environment) {
 *         super.init(environment);
 *         classes = HandlerClasses.of(environment);
 *     }
 *
 *     @Override
 *     public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
 *         classes.read(round);
 *         if (round.processingOver() && !round.errorRaised()) {
 *             write(classes.all());
 *         }
 *         return false; // others want to see the annotations too
 *     }
 * }
 * }</pre>
 *
 * <p>A class that misses a type, which another processor may be about to write, is put off until it is complete. One that never is, is never
 * handed out: the compiler reports the missing type.
 *
 * @since 0.1
 */
public final class HandlerClasses {

    private final Elements elements;
    private final ModelReader reader;
    private final Compilation compilation = new Compilation();
    private final Set<String> classes = new TreeSet<>();
    private final Set<String> events = new TreeSet<>();

    private HandlerClasses(Elements elements, ModelReader reader) {
        this.elements = elements;
        this.reader = reader;
    }

    /**
     * Creates the handler classes of a compilation before its first round.
     *
     * @param environment of the processor
     * @return none as yet
     */
    public static HandlerClasses of(ProcessingEnvironment environment) {
        return new HandlerClasses(environment.getElementUtils(), ModelReader.of(environment));
    }

    /**
     * Reads what a round has brought. To be called once in each round, the last included.
     *
     * @param round the round
     * @return the classes that have become complete in this round, by name, whatever the order of the sources; one of an earlier round again if
     *     an annotation that was written since could make another of its methods a handler
     */
    public List<HandlerClass> read(RoundEnvironment round) {
        List<HandlerClass> complete = new ArrayList<>();
        for (TypeElement type : compilation.types(round, elements)) {
            HandlerClass handlers = reader.read(type);
            if (!handlers.missing().isEmpty()) {
                compilation.defer(type);
            } else if (handlers.isHandlerClass()) {
                classes.add(type.getQualifiedName().toString());
                complete.add(handlers);
            }
            if (reader.event(type).isPresent()) {
                events.add(type.getQualifiedName().toString());
            }
        }
        return complete;
    }

    /**
     * The events that the compilation declares, read anew.
     *
     * @return the annotations with {@code @EventType} that all rounds have brought, by name, each once
     */
    public List<EventDeclaration> events() {
        return types(events).flatMap(type -> reader.event(type).stream()).toList();
    }

    /**
     * Whether an element has a place in the sources.
     *
     * @param element any element
     * @return false if it comes from a class file, where messages have no line
     */
    public boolean isSource(Element element) {
        return compilation.isSource(element);
    }

    /**
     * All classes so far, read anew: an {@link Origin} that was read in an earlier round must not be used in this one.
     *
     * @return the classes that all rounds have brought, by name, each once
     */
    public List<HandlerClass> all() {
        return types(classes).map(reader::read).toList();
    }

    private Stream<TypeElement> types(Set<String> names) {
        return names.stream().map(elements::getTypeElement).filter(Objects::nonNull);
    }
}
