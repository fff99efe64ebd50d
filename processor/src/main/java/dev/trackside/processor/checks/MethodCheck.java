package dev.trackside.processor.checks;

import dev.trackside.Control;
import dev.trackside.processor.model.EventUse;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.HandlerMethod;
import dev.trackside.processor.model.Member;
import dev.trackside.processor.model.Parameter;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.processor.model.Visibility;
import java.util.Objects;

/** Whether handlers can be called as they are declared. */
final class MethodCheck implements Check {

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        for (HandlerMethod method : handlers.methods()) {
            if (method.events().isEmpty()) {
                checkOrphan(method, findings);
            } else {
                checkModifiers(method, findings);
                checkSignature(method, findings);
                for (EventUse use : method.events()) {
                    checkEvent(handlers, method, use, findings);
                }
            }
        }
    }

    private static void checkOrphan(HandlerMethod method, Findings findings) {
        if (method.produces() == null
                && method.async() == null
                && !method.member().isAbstract()) {
            method.parameters().stream()
                    .map(Parameter::metric)
                    .filter(Objects::nonNull)
                    .limit(1)
                    .forEach(metric ->
                            findings.add(Diagnostic.NO_EVENT, metric.origin(), text(method), "Metric", "Metric"));
        }
        if (method.produces() != null) {
            findings.add(Diagnostic.NO_EVENT, method.produces().origin(), text(method), "Metric", "Metric");
        }
        if (method.async() != null) {
            findings.add(Diagnostic.NO_EVENT, method.async().origin(), text(method), "Async", "Async");
        }
    }

    private static void checkModifiers(HandlerMethod method, Findings findings) {
        Member member = method.member();
        if (member.visibility() == Visibility.PRIVATE) {
            findings.add(Diagnostic.PRIVATE_HANDLER, member.origin(), text(method));
        }
        if (member.isStatic()) {
            findings.add(Diagnostic.STATIC_HANDLER, member.origin(), text(method));
        }
        if (member.isAbstract()) {
            findings.add(Diagnostic.ABSTRACT_HANDLER, member.origin(), text(method));
        }
    }

    private static void checkSignature(HandlerMethod method, Findings findings) {
        method.typeParameters()
                .forEach(one -> findings.add(Diagnostic.GENERIC_HANDLER, one.origin(), text(method), one.value()));
        method.parameters().stream()
                .filter(Parameter::varargs)
                .forEach(one -> findings.add(Diagnostic.VARARGS_HANDLER, one.origin(), one.text()));
        method.checkedExceptions().stream()
                .filter(one -> !one.isMissing())
                .limit(1)
                .forEach(one -> findings.add(
                        Diagnostic.CHECKED_EXCEPTION, method.member().origin(), text(method), one));
        TypeRef returned = method.returnType();
        boolean answers = returned.kind() == TypeRef.Kind.VOID || returned.is(Control.class);
        if (!answers && !returned.isMissing() && method.produces() == null) {
            boolean lookalike = returned.simpleName().equals(Control.class.getSimpleName());
            findings.add(
                    Diagnostic.RETURN_TYPE,
                    method.member().origin(),
                    text(method),
                    lookalike ? returned.fullText() : returned.text());
        }
    }

    private static void checkEvent(HandlerClass handlers, HandlerMethod method, EventUse use, Findings findings) {
        if (method.returnType().is(Control.class) && !use.event().control()) {
            findings.add(
                    Diagnostic.CONTROL_IGNORED,
                    method.member().origin(),
                    text(method),
                    use.event().text());
        }
        if (!use.event().annotation().isAccessibleFrom(handlers.type().packageName())) {
            findings.add(Diagnostic.INACCESSIBLE_TYPE, use.origin(), use.event().text());
        }
    }

    static String text(HandlerMethod method) {
        return String.join(".", method.member().owner().names()) + "." + method.text();
    }
}
