package dev.trackside.processor;

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
    private final Set<List<String>> printed = new HashSet<>();

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
        if (messages.isEmpty()) {
            return;
        }
        List<Message> sorted = new ArrayList<>(messages);
        sorted.sort(Comparator.comparingInt(Reporter::position));
        Set<List<String>> now = new HashSet<>();
        Set<List<Object>> places = new HashSet<>();
        for (Message message : sorted) {
            List<String> key = key(subject, message);
            if (!printed.contains(key) && places.add(List.of(key, identity(message.at())))) {
                now.add(key);
                print(subject, message);
            }
        }
        printed.addAll(now);
    }

    /**
     * The same for the same place in another round or read by way of a subclass, where the compiler may have made new objects of it. Entries
     * of one array are told apart only where they are found together.
     */
    private List<String> key(@Nullable TypeElement subject, Message message) {
        List<String> key = new ArrayList<>();
        key.add(message.text());
        Origin at = message.at();
        if (at == null || !isSource.test(at.element())) {
            key.add(String.valueOf(subject));
        }
        if (at != null) {
            key.add(String.valueOf(at.annotation()));
            for (Element one = at.element(); one != null; one = one.getEnclosingElement()) {
                key.add(one.toString());
            }
        }
        return key;
    }

    private static int identity(@Nullable Origin at) {
        return at == null || at.value() == null ? 0 : System.identityHashCode(at.value());
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
            at.print(messager, kind, message.text());
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
