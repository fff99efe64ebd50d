package dev.trackside.processor;

import dev.trackside.processor.checks.Diagnostic;
import dev.trackside.processor.checks.Findings;
import dev.trackside.processor.checks.Severity;
import dev.trackside.processor.model.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Prints findings: the only place that does. In source order within a class, each once though a subclass inherits its cause, warnings only if
 * they are not suppressed. What has no place in the sources of this compilation is put on the class that was read, with its name in brackets.
 */
final class Reporter {

    /**
     * A finding as it is printed.
     *
     * @param severity how bad it is
     * @param text the text with its tag
     * @param keys what {@code @SuppressWarnings} may name to silence it if it is a warning
     * @param at its place, or null if it has none
     */
    record Message(
            Severity severity,
            String text,
            List<String> keys,
            @Nullable Origin at) {

        static Message error(String text, @Nullable Origin at) {
            return new Message(Severity.ERROR, text, List.of(), at);
        }
    }

    private final Messager messager;
    private final Predicate<Element> isSource;
    private final Set<List<Object>> printed = new HashSet<>();

    Reporter(Messager messager, Predicate<Element> isSource) {
        this.messager = messager;
        this.isSource = isSource;
    }

    void print(TypeElement subject, Findings findings) {
        print(
                subject,
                findings.all().stream()
                        .map(finding -> new Message(
                                finding.diagnostic().severity(),
                                finding.message(),
                                List.of(
                                        finding.diagnostic().id(),
                                        "trackside:" + finding.diagnostic().id()),
                                finding.at()))
                        .toList());
    }

    /** Prints findings of a class, or of none in particular. */
    void print(@Nullable TypeElement subject, List<Message> messages) {
        List<Message> sorted = new ArrayList<>(messages);
        sorted.sort(Comparator.comparingInt(Reporter::position));
        sorted.forEach(message -> print(subject, message));
    }

    /** Says that the processor itself has failed, at no class in particular. */
    void fail(Throwable fault) {
        String message = Diagnostic.PROCESSOR_FAILED.message("all classes", fault + Faults.trace(fault));
        print(null, List.of(Message.error(message, null)));
    }

    /** The number of the member among those of its class, so that findings come from top to bottom; parameters count as their method. */
    private static int position(Message message) {
        if (message.at() == null || message.at().element() instanceof TypeElement) {
            return -1;
        }
        Element member = message.at().element();
        Element owner = member.getEnclosingElement();
        while (owner instanceof ExecutableElement) {
            member = owner;
            owner = owner.getEnclosingElement();
        }
        return owner == null ? -1 : owner.getEnclosedElements().indexOf(member);
    }

    private void print(@Nullable TypeElement subject, Message message) {
        Origin at = message.at();
        boolean warning = message.severity() == Severity.WARNING;
        Kind kind = warning ? Kind.WARNING : Kind.ERROR;
        if (at == null) {
            messager.printMessage(kind, message.text());
        } else if (isSource.test(at.element())) {
            if (warning && Suppression.applies(at.element(), message.keys())) {
                return;
            }
            if (printed.add(List.of(message.text(), at.element(), String.valueOf(at.annotation())))) {
                at.print(messager, kind, message.text());
            }
        } else if (!warning) { // a warning about a class file is for those who wrote it
            String text = message.text() + " (in " + at.element().getEnclosingElement() + "." + at.element() + ")";
            if (subject == null) {
                messager.printMessage(kind, text);
            } else {
                messager.printMessage(kind, text, subject);
            }
        }
    }
}
