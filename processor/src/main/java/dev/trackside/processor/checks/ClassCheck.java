package dev.trackside.processor.checks;

import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.Member;
import dev.trackside.processor.model.OptionField;
import dev.trackside.processor.model.Origin;
import dev.trackside.processor.model.StateField;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.processor.model.Visibility;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Whether a table can name the class and reach what it inherits. */
final class ClassCheck implements Check {

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        if (handlers.type().kind() == TypeRef.Kind.ENUM) {
            findings.add(Diagnostic.ENUM_HANDLER, handlers.origin(), handlers.text());
        } else if (handlers.type().kind() == TypeRef.Kind.ANNOTATION) {
            findings.add(Diagnostic.ANNOTATION_HANDLER, handlers.origin(), handlers.text());
        }
        if (handlers.type().visibility() == Visibility.PRIVATE) {
            Element hidden = privateOf(handlers.origin().element());
            findings.add(Diagnostic.PRIVATE_CLASS, Origin.of(hidden), hidden.getSimpleName(), handlers.text());
        }
        handlers.sameSignatures().stream()
                .filter(one -> one.other().order() > one.handler().order() || !isHandler(handlers, one.other()))
                .forEach(one -> findings.add(
                        Diagnostic.SAME_SIGNATURE,
                        handlers.origin(),
                        described(one.handler()),
                        described(one.other()),
                        handlers.text()));
        checkUse(handlers, findings);
        handlers.dropped()
                .forEach(one -> findings.add(
                        Diagnostic.OVERRIDE_DROPPED,
                        one.member().origin(),
                        one.member().text(),
                        one.overridden().member().text(),
                        one.overridden().events().get(0).event().text()));
        handlers.hidden()
                .forEach(one -> findings.add(
                        Diagnostic.HIDDEN_FIELD,
                        one.hiding().origin(),
                        one.hiding().text(),
                        one.hidden().text()));
        checkReach(handlers, findings);
    }

    /** The innermost of the type and those around it that is private. */
    private static Element privateOf(Element type) {
        Element enclosing = type.getEnclosingElement();
        return type.getModifiers().contains(Modifier.PRIVATE) || !(enclosing instanceof TypeElement)
                ? type
                : privateOf(enclosing);
    }

    private static boolean isHandler(HandlerClass handlers, Member member) {
        return handlers.methods().stream().anyMatch(one -> one.member().order() == member.order());
    }

    private static String described(Member method) {
        return String.join(".", method.owner().names()) + "." + method.origin().element();
    }

    /** Bases are abstract: a class of its own that nothing attaches is a mistake. */
    private static void checkUse(HandlerClass handlers, Findings findings) {
        boolean attachable = handlers.type().kind() == TypeRef.Kind.CLASS && !handlers.isAbstract();
        if (attachable && handlers.methods().isEmpty() && handlers.plugin() == null) {
            Stream.concat(
                            handlers.options().stream().map(OptionField::member),
                            handlers.states().stream().map(StateField::member))
                    .filter(member -> !member.inherited())
                    .limit(1)
                    .forEach(member ->
                            findings.add(Diagnostic.FIELD_NEVER_SET, member.origin(), member.text(), handlers.text()));
        }
    }

    private static void checkReach(HandlerClass handlers, Findings findings) {
        Stream<Member> methods = handlers.methods().stream().map(method -> method.member());
        Stream<Member> options = handlers.options().stream().map(option -> option.member());
        Stream<Member> states = handlers.states().stream().map(state -> state.member());
        Stream.of(methods, options, states)
                .flatMap(members -> members)
                .filter(Member::inherited)
                .filter(member -> member.visibility() != Visibility.PRIVATE) // has a finding of its own
                .filter(member -> !member.visibility()
                        .reaches(member.owner()
                                .packageName()
                                .equals(handlers.type().packageName())))
                .forEach(member -> findings.add(
                        Diagnostic.FOREIGN_PACKAGE_PRIVATE,
                        handlers.origin(),
                        handlers.text(),
                        member.owner().qualifiedName() + "." + member.name(),
                        member.visibility() == Visibility.PACKAGE
                                ? "package-private"
                                : member.visibility().name().toLowerCase(Locale.ROOT),
                        handlers.text(),
                        handlers.methods().stream().anyMatch(one -> one.member().order() == member.order())
                                        && member.visibility() == Visibility.PROTECTED
                                ? ", or override it here with its annotation"
                                : ""));
    }
}
