package dev.trackside.processor.checks;

import dev.trackside.processor.model.EventDeclaration;
import dev.trackside.processor.model.TypeRef;
import java.util.Map;

/** Whether an annotation can declare an event. */
final class EventCheck {

    private static final Map<String, String> FILTERS =
            Map.of("every", "int", "from", "int", "until", "int", "at", "int[]", "everySeconds", "double");

    private EventCheck() {}

    static void check(EventDeclaration event, Findings findings) {
        if (event.retention().value().equals("SOURCE")) {
            findings.add(Diagnostic.EVENT_RETENTION, event.retention().origin(), event.text());
        }
        if (event.targets() != null && !event.targets().value().contains("METHOD")) {
            findings.add(Diagnostic.EVENT_TARGET, event.targets().origin(), event.text());
        }
        TypeRef payload = event.payload().value();
        if (payload.kind() == TypeRef.Kind.PRIMITIVE || payload.kind() == TypeRef.Kind.VOID) {
            findings.add(Diagnostic.EVENT_PAYLOAD, event.payload().origin(), payload);
        }
        if (event.repeatable() != null) {
            findings.add(Diagnostic.EVENT_REPEATABLE, event.repeatable(), event.text());
        }
        for (EventDeclaration.Attribute attribute : event.attributes()) {
            String wanted = FILTERS.get(attribute.name());
            if (wanted != null && !wanted.equals(attribute.type().text())) {
                findings.add(
                        Diagnostic.EVENT_ATTRIBUTE,
                        attribute.origin(),
                        attribute.name(),
                        event.text(),
                        attribute.type(),
                        wanted);
            }
        }
    }
}
