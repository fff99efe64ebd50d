package dev.trackside.processor.checks;

import dev.trackside.processor.model.EventDeclaration;
import dev.trackside.processor.model.TypeRef;
import dev.trackside.processor.model.Visibility;
import java.util.Locale;
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
        checkVisibility(event, payload, findings);
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

    private static void checkVisibility(EventDeclaration event, TypeRef payload, Findings findings) {
        Visibility own = event.type().visibility();
        if (payload.isDeclared() && payload.visibility().compareTo(own) < 0) {
            findings.add(
                    Diagnostic.EVENT_PAYLOAD_HIDDEN,
                    event.payload().origin(),
                    event.text(),
                    text(own),
                    payload,
                    text(payload.visibility()));
        }
    }

    private static String text(Visibility visibility) {
        return visibility == Visibility.PACKAGE
                ? "package-private"
                : visibility.name().toLowerCase(Locale.ROOT);
    }
}
