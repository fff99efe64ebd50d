package dev.trackside.processor.model;

import dev.trackside.Attach;
import dev.trackside.FailurePolicy;
import dev.trackside.Phase;
import dev.trackside.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Reads classes into the model, one at a time. Prints nothing, writes nothing, and does not fail on wrong code. {@link HandlerClasses} does it
 * for all classes of a compilation.
 *
 * <pre>{@code
 * HandlerClass handlers = ModelReader.of(processingEnv).read(typeElement);
 * }</pre>
 *
 * @since 0.1
 */
public final class ModelReader {

    private final Elements elements;
    private final Types types;

    /**
     * Creates a reader.
     *
     * @param elements of the processing environment
     * @param types of the processing environment
     */
    public ModelReader(Elements elements, Types types) {
        this.elements = elements;
        this.types = types;
    }

    /**
     * Creates a reader.
     *
     * @param environment of a processor
     * @return a reader for all rounds of that processor
     */
    public static ModelReader of(ProcessingEnvironment environment) {
        return new ModelReader(environment.getElementUtils(), environment.getTypeUtils());
    }

    /**
     * Reads the declaration of an event.
     *
     * @param type any type
     * @return the declaration, or empty if the type is no annotation with {@code @EventType}
     */
    public Optional<EventDeclaration> event(TypeElement type) {
        return type.getKind() == ElementKind.ANNOTATION_TYPE ? EventReader.declaration(type) : Optional.empty();
    }

    /**
     * Reads a class, with what it inherits.
     *
     * @param type any type
     * @return what was found; {@link HandlerClass#isHandlerClass} says whether it is one with handlers, options or state at all
     */
    public HandlerClass read(TypeElement type) {
        Lineage lineage = Lineage.of(type);
        MemberReader members = new MemberReader(elements, types, type);
        members.read(lineage.types());
        MethodReader methods = new MethodReader(elements, types, type);
        methods.read(members.methods());

        List<MissingType> missing = new ArrayList<>(lineage.missing());
        missing.addAll(members.missing());
        missing.addAll(methods.missing());
        Optional<AnnotationReader> plugin = AnnotationReader.find(type, Plugin.class);
        NoArgConstructor constructor = constructor(type);
        plugin.ifPresent(reader -> missing.addAll(reader.unresolved()));
        if (plugin.isPresent() && constructor != null) {
            constructor.checkedExceptions().stream()
                    .filter(TypeRef::isMissing)
                    .forEach(one ->
                            missing.add(new MissingType(one.text(), "the throws clause of the constructor", false)));
        }
        return new HandlerClass(
                Origin.of(type),
                TypeReader.raw(type),
                elements.getBinaryName(type).toString(),
                type.getModifiers().contains(Modifier.ABSTRACT),
                isInner(type),
                type.getTypeParameters().stream()
                        .map(one -> new Value<>(one.getSimpleName().toString(), true, Origin.of(one)))
                        .toList(),
                plugin.map(ModelReader::plugin).orElse(null),
                constructor,
                methods.methods(),
                methods.handlers(),
                methods.dropped().stream()
                        .filter(one -> !one.member().inherited())
                        .toList(),
                members.options(),
                members.states(),
                members.shapes(),
                members.hidden(),
                methods.sameSignatures(),
                missing,
                isDistinct(type, members, methods),
                DocText.firstSentence(elements.getDocComment(type)));
    }

    /**
     * Reads the event annotations of a class that are on no method, where nobody looks for them.
     *
     * @param type any type
     * @return those on the type itself, and on its own fields, constructors and parameters
     */
    public List<MisplacedEvent> misplaced(TypeElement type) {
        List<MisplacedEvent> misplaced = new ArrayList<>();
        addMisplaced(type, misplaced);
        for (Element member : type.getEnclosedElements()) {
            if (member.getKind() != ElementKind.METHOD && !(member instanceof TypeElement)) {
                addMisplaced(member, misplaced);
            }
            if (member instanceof ExecutableElement executable) {
                executable.getParameters().forEach(parameter -> addMisplaced(parameter, misplaced));
            }
        }
        return misplaced;
    }

    private static void addMisplaced(Element element, List<MisplacedEvent> misplaced) {
        for (EventReader.Found event : EventReader.usesOn(element)) {
            String kind = element.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String article = "aeiou".indexOf(kind.charAt(0)) < 0 ? "a " : "an ";
            misplaced.add(new MisplacedEvent(event.use(), article + kind));
        }
    }

    private static boolean isInner(TypeElement type) {
        return type.getNestingKind() == NestingKind.MEMBER
                && type.getKind() == ElementKind.CLASS
                && !type.getModifiers().contains(Modifier.STATIC);
    }

    private static PluginUse plugin(AnnotationReader reader) {
        return new PluginUse(
                reader.origin(),
                reader.value("value", String.class, ""),
                reader.constant("phase", Phase.class, Phase.INFERRED),
                reader.constant("attach", Attach.class, Attach.INFERRED),
                reader.constant("onFailure", FailurePolicy.class, FailurePolicy.INFERRED),
                reader.values("before", String.class),
                reader.values("after", String.class),
                reader.values("requires", String.class),
                reader.values("produces", String.class));
    }

    private @Nullable NoArgConstructor constructor(TypeElement type) {
        for (ExecutableElement one : ElementFilter.constructorsIn(type.getEnclosedElements())) {
            if (one.getParameters().isEmpty()) {
                return new NoArgConstructor(
                        Origin.of(one),
                        TypeReader.visibility(one),
                        MemberReader.checked(elements, types, one.getThrownTypes()));
            }
        }
        return null;
    }

    private boolean isDistinct(TypeElement type, MemberReader members, MethodReader methods) {
        boolean own = methods.methods().stream().anyMatch(one -> !one.member().inherited())
                || methods.dropped().stream().anyMatch(one -> !one.member().inherited())
                || members.options().stream().anyMatch(one -> !one.member().inherited())
                || members.states().stream().anyMatch(one -> !one.member().inherited());
        if (own || methods.handlers().isEmpty()) {
            return own;
        }
        return addsInterface(type, methods) || extendsOpenClass(type);
    }

    /** Interfaces get no tables, so the first class that implements one needs its own. */
    private boolean addsInterface(TypeElement type, MethodReader methods) {
        TypeElement parent = Lineage.superclass(type);
        return methods.handlers().stream()
                .map(handler -> handler.method().member().origin().element().getEnclosingElement())
                .filter(owner -> owner.getKind() == ElementKind.INTERFACE)
                .anyMatch(owner -> parent == null
                        || !types.isSubtype(types.erasure(parent.asType()), types.erasure(owner.asType())));
    }

    private boolean extendsOpenClass(TypeElement type) {
        TypeElement parent = Lineage.superclass(type);
        return parent != null
                && !parent.getTypeParameters().isEmpty()
                && read(parent).isOpen();
    }
}
