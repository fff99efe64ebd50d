package dev.trackside.processor.checks;

import dev.trackside.processor.model.EventDeclaration;
import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.MisplacedEvent;
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
     * Judges a plugin among others.
     *
     * @param plugin the model of a class with {@code @Plugin}
     * @param all those of the compilation
     * @return what was found
     */
    public static Findings of(HandlerClass plugin, List<HandlerClass> all) {
        Findings findings = new Findings();
        PhaseOrderCheck.check(plugin, all, findings);
        return findings;
    }

    /**
     * Judges event annotations that are on no method.
     *
     * @param misplaced the annotations
     * @return a finding for each
     */
    public static Findings of(List<MisplacedEvent> misplaced) {
        Findings findings = new Findings();
        misplaced.forEach(one -> findings.add(
                Diagnostic.MISPLACED_EVENT,
                one.use().origin(),
                one.use().event().text(),
                one.on()));
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
