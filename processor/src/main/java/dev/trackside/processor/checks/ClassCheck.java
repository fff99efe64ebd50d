package dev.trackside.processor.checks;

import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.Member;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.processor.model.Visibility;
import java.util.Locale;
import java.util.stream.Stream;

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
            findings.add(Diagnostic.PRIVATE_CLASS, handlers.origin(), handlers.text());
        }
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
