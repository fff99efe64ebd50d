package dev.trackside.processor;

import dev.trackside.processor.checks.Checks;
import dev.trackside.processor.checks.Finding;
import dev.trackside.processor.checks.Findings;
import dev.trackside.processor.checks.Severity;
import dev.trackside.processor.model.Compilation;
import dev.trackside.processor.model.Handler;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.ModelReader;
import java.util.Objects;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** Judges the declarations of events that come from class files, which may have been compiled without us, where they are used. */
final class ForeignEvents {

    private ForeignEvents() {}

    static void check(HandlerClass handlers, ModelReader reader, Compilation compilation, Findings findings) {
        for (Handler handler : handlers.handlers()) {
            if (handler.event().own()) {
                AnnotationMirror use =
                        Objects.requireNonNull(handler.use().origin().annotation());
                TypeElement event = (TypeElement) use.getAnnotationType().asElement();
                if (!compilation.isSource(event)) {
                    reader.event(event).ifPresent(declaration -> Checks.of(declaration).all().stream()
                            .filter(finding -> finding.diagnostic().severity() == Severity.ERROR)
                            .forEach(finding -> findings.add(new Finding(
                                    finding.diagnostic(), handler.use().origin(), finding.message()))));
                }
            }
        }
    }
}
