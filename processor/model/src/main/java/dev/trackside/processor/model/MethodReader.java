package dev.trackside.processor.model;

import dev.trackside.Async;
import dev.trackside.Metric;
import dev.trackside.WhenFull;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads the methods of one class, its own and the inherited ones. */
final class MethodReader {

    private final Elements elements;
    private final Types types;
    private final TypeElement type;
    private final ArgumentReader arguments;
    private final List<HandlerMethod> methods = new ArrayList<>();
    private final List<Handler> handlers = new ArrayList<>();
    private final List<DroppedOverride> dropped = new ArrayList<>();
    private final List<SameSignature> sameSignatures = new ArrayList<>();
    private final List<MissingType> missing = new ArrayList<>();

    /** A method and the element it was read from. */
    private record Candidate(ExecutableElement element, Member member, List<EventReader.Found> events) {}

    MethodReader(Elements elements, Types types, TypeElement type) {
        this.elements = elements;
        this.types = types;
        this.type = type;
        this.arguments = new ArgumentReader(types);
    }

    List<HandlerMethod> methods() {
        return methods;
    }

    List<Handler> handlers() {
        return handlers;
    }

    List<DroppedOverride> dropped() {
        return dropped;
    }

    List<SameSignature> sameSignatures() {
        return sameSignatures;
    }

    List<MissingType> missing() {
        return missing;
    }

    /** Reads methods given in the order of the lineage. */
    void read(List<MemberReader.Found<ExecutableElement>> all) {
        List<Candidate> candidates = new ArrayList<>();
        for (MemberReader.Found<ExecutableElement> one : all) {
            if (one.element().getKind() != ElementKind.METHOD) {
                continue;
            }
            noteMissingAnnotations(one.element());
            List<EventReader.Found> events = EventReader.usesOn(one.element());
            boolean concerned = !events.isEmpty()
                    || AnnotationReader.find(one.element(), Metric.class).isPresent()
                    || AnnotationReader.find(one.element(), Async.class).isPresent()
                    || (takesMetric(one.element()) && !overridesHandler(one.element(), candidates));
            if (concerned) {
                candidates.add(new Candidate(one.element(), one.member(), events));
            }
        }
        for (Candidate candidate : candidates) {
            MemberReader.Found<ExecutableElement> override = lastOverride(candidate.element(), all);
            if (override == null) {
                add(candidate);
                noteSameSignatures(candidate, all);
            } else if (!candidate.events().isEmpty()
                    && EventReader.usesOn(override.element()).isEmpty()) {
                dropped.add(new DroppedOverride(override.member(), method(candidate)));
            }
        }
    }

    private static boolean takesMetric(ExecutableElement method) {
        return method.getParameters().stream().anyMatch(parameter -> AnnotationReader.find(parameter, Metric.class)
                .isPresent());
    }

    private boolean overridesHandler(ExecutableElement method, List<Candidate> candidates) {
        return candidates.stream()
                .anyMatch(one -> !one.events().isEmpty() && elements.overrides(method, one.element(), type));
    }

    private void noteSameSignatures(Candidate candidate, List<MemberReader.Found<ExecutableElement>> all) {
        for (MemberReader.Found<ExecutableElement> other : all) {
            if (other.element().getSimpleName().equals(candidate.element().getSimpleName())
                    && !candidate.events().isEmpty()
                    && isInherited(other.member())
                    && isInherited(candidate.member())
                    && other.member().order() != candidate.member().order()
                    && types.isSubsignature(signature(other.element()), signature(candidate.element()))
                    && !elements.overrides(candidate.element(), other.element(), type)) {
                sameSignatures.add(new SameSignature(candidate.member(), other.member()));
            }
        }
    }

    private boolean isInherited(Member member) {
        return switch (member.visibility()) {
            case PRIVATE -> !member.inherited();
            case PACKAGE -> member.owner().packageName().equals(TypeReader.packageOf(type));
            case PROTECTED, PUBLIC -> true;
        };
    }

    private MemberReader.@Nullable Found<ExecutableElement> lastOverride(
            ExecutableElement method, List<MemberReader.Found<ExecutableElement>> all) {
        MemberReader.Found<ExecutableElement> last = null;
        for (MemberReader.Found<ExecutableElement> other : all) {
            if (other.element().getSimpleName().equals(method.getSimpleName())
                    && elements.overrides(other.element(), method, type)) {
                last = other;
            }
        }
        return last;
    }

    private void add(Candidate candidate) {
        HandlerMethod method = method(candidate);
        methods.add(method);
        noteMissing(method);
        noteUnresolved(candidate);
        ExecutableType signature = signature(candidate.element());
        for (int i = 0; i < method.events().size(); i++) {
            EventReader.Found event = candidate.events().get(i);
            List<Argument> received = new ArrayList<>();
            for (int p = 0; p < method.parameters().size(); p++) {
                received.add(arguments.read(
                        event.use().event(),
                        event.payload(),
                        method.parameters().get(p),
                        signature.getParameterTypes().get(p)));
            }
            handlers.add(new Handler(method, event.use(), received));
        }
    }

    private HandlerMethod method(Candidate candidate) {
        ExecutableElement element = candidate.element();
        ExecutableType signature = signature(element);
        List<Parameter> parameters = new ArrayList<>();
        for (int i = 0; i < element.getParameters().size(); i++) {
            boolean varargs =
                    element.isVarArgs() && i == element.getParameters().size() - 1;
            parameters.add(parameter(
                    element.getParameters().get(i),
                    signature.getParameterTypes().get(i),
                    varargs,
                    candidate.member().inherited()));
        }
        return new HandlerMethod(
                candidate.member(),
                element.getTypeParameters().stream()
                        .map(one -> new Value<>(one.getSimpleName().toString(), true, Origin.of(one)))
                        .toList(),
                TypeReader.read(signature.getReturnType()),
                MemberReader.checked(elements, types, element.getThrownTypes()),
                parameters,
                candidate.events().stream().map(EventReader.Found::use).toList(),
                metric(element),
                async(element),
                DocText.firstSentence(elements.getDocComment(element)));
    }

    private static Parameter parameter(VariableElement element, TypeMirror type, boolean varargs, boolean inherited) {
        String name = element.getSimpleName().toString();
        return new Parameter(
                Origin.of(element),
                name,
                !(inherited && name.matches("arg\\d+")),
                TypeReader.read(type),
                varargs,
                metric(element));
    }

    private static @Nullable AsyncUse async(ExecutableElement element) {
        return AnnotationReader.find(element, Async.class)
                .map(reader -> new AsyncUse(
                        reader.origin(),
                        reader.value("queue", Integer.class, 1),
                        reader.constant("whenFull", WhenFull.class, WhenFull.BLOCK)))
                .orElse(null);
    }

    private static @Nullable MetricName metric(Element element) {
        return AnnotationReader.find(element, Metric.class)
                .map(reader -> new MetricName(
                        reader.origin(),
                        reader.value("value", String.class, ""),
                        reader.value("option", String.class, "")))
                .orElse(null);
    }

    private ExecutableType signature(ExecutableElement method) {
        return (ExecutableType) types.asMemberOf((DeclaredType) type.asType(), method);
    }

    private void noteMissingAnnotations(ExecutableElement method) {
        for (AnnotationMirror mirror : method.getAnnotationMirrors()) {
            if (TypeReader.isMissing(mirror.getAnnotationType())) {
                String name = TypeReader.read(mirror.getAnnotationType()).text();
                missing.add(new MissingType(name, "an annotation of " + method.getSimpleName(), true));
            }
        }
    }

    private void noteUnresolved(Candidate candidate) {
        for (EventReader.Found event : candidate.events()) {
            missing.addAll(event.annotation().unresolved());
        }
        Stream.concat(Stream.of(candidate.element()), candidate.element().getParameters().stream())
                .flatMap(element -> AnnotationReader.find(element, Metric.class).stream())
                .forEach(metric -> missing.addAll(metric.unresolved()));
    }

    private void noteMissing(HandlerMethod method) {
        String name = method.member().name();
        note(method.returnType(), "the return type of " + name);
        method.checkedExceptions().forEach(one -> note(one, "the throws clause of " + name));
        method.parameters().forEach(one -> note(one.type(), "parameter " + one.name() + " of " + name));
        method.events()
                .forEach(one -> note(
                        one.event().payload(), "the payload of " + one.event().text()));
    }

    private void note(TypeRef used, String usedBy) {
        MemberReader.missingIn(used).forEach(name -> missing.add(new MissingType(name, usedBy, false)));
    }
}
