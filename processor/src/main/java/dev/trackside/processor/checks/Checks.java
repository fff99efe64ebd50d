package dev.trackside.processor.checks;

import dev.trackside.processor.model.EventDeclaration;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.TypeRef;
import java.util.List;

/**
 * All checks.
 *
 * @since 0.1
 */
public final class Checks {

    private static final List<Check> ALL = List.of(
            new ClassCheck(),
            new PluginCheck(),
            new MethodCheck(),
            new ParameterCheck(),
            new MetricCheck(),
            new FilterCheck(),
            new AsyncCheck(),
            new OptionCheck(),
            new StateCheck());

    private Checks() {}

    /**
     * Judges a class.
     *
     * @param handlers the model of the class
     * @return what was found
     */
    public static Findings of(HandlerClass handlers) {
        Findings findings = new Findings();
        if (handlers.type().kind() == TypeRef.Kind.ANNOTATION) {
            new ClassCheck().check(handlers, findings); // the rest would only repeat that it is none
        } else {
            ALL.forEach(check -> check.check(handlers, findings));
        }
        return findings;
    }

    /**
     * Judges the declaration of an event.
     *
     * @param event the model of the declaration
     * @return what was found
     */
    public static Findings of(EventDeclaration event) {
        Findings findings = new Findings();
        EventCheck.check(event, findings);
        return findings;
    }
}
