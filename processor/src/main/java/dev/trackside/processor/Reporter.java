package dev.trackside.processor;

import dev.trackside.processor.checks.Finding;
import dev.trackside.processor.checks.Findings;
import dev.trackside.processor.checks.Severity;
import dev.trackside.processor.model.Origin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic.Kind;

/**
 * Prints findings: the only place that does. In source order within a class, each once though a subclass inherits its cause, warnings only if
 * they are not suppressed. What has no place in the sources of this compilation is put on the class that was read, with its name in brackets.
 */
final class Reporter {

    private final Messager messager;
    private final Compilation compilation;
    private final Set<List<Object>> printed = new HashSet<>();

    Reporter(Messager messager, Compilation compilation) {
        this.messager = messager;
        this.compilation = compilation;
    }

    void print(TypeElement subject, Findings findings) {
        List<Finding> sorted = new ArrayList<>(findings.all());
        sorted.sort(Comparator.comparingInt(finding -> position(finding.at().element())));
        sorted.forEach(finding -> print(subject, finding));
    }

    /** The number of the member among those of its class, so that findings come from top to bottom; parameters count as their method. */
    private static int position(Element element) {
        Element member = element;
        Element owner = element.getEnclosingElement();
        while (owner instanceof ExecutableElement) {
            member = owner;
            owner = owner.getEnclosingElement();
        }
        return element instanceof TypeElement || owner == null
                ? -1
                : owner.getEnclosedElements().indexOf(member);
    }

    private void print(TypeElement subject, Finding finding) {
        Origin at = finding.at();
        boolean warning = finding.diagnostic().severity() == Severity.WARNING;
        if (compilation.isSource(at.element())) {
            if (warning
                    && Suppression.applies(at.element(), finding.diagnostic().id())) {
                return;
            }
            if (printed.add(List.of(finding.message(), at.element(), String.valueOf(at.annotation())))) {
                print(warning, finding.message(), at);
            }
        } else if (!warning) { // a warning about a class file is for those who wrote it
            String where = " (in " + at.element().getEnclosingElement() + "." + at.element() + ")";
            print(false, finding.message() + where, Origin.of(subject));
        }
    }

    private void print(boolean warning, String message, Origin at) {
        Kind kind = warning ? Kind.WARNING : Kind.ERROR;
        if (at.annotation() == null) {
            messager.printMessage(kind, message, at.element());
        } else if (at.value() == null) {
            messager.printMessage(kind, message, at.element(), at.annotation());
        } else {
            messager.printMessage(kind, message, at.element(), at.annotation(), at.value());
        }
    }
}
