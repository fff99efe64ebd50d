package dev.trackside.processor.checks;

import dev.trackside.processor.model.HandlerClass;
import dev.trackside.processor.model.StateField;
import dev.trackside.processor.model.StateType;

/** Whether state can be saved and restored. */
final class StateCheck implements Check {

    private static final FieldCheck FIELDS =
            new FieldCheck(Diagnostic.STATE_FINAL, Diagnostic.STATE_STATIC, Diagnostic.STATE_PRIVATE);

    @Override
    public void check(HandlerClass handlers, Findings findings) {
        for (StateField state : handlers.states()) {
            FIELDS.check(state.member(), findings);
            if (state.type().isMissing() || handlers.isOpen()) {
                continue;
            }
            if (state.value().any(part -> part.kind() == StateType.Kind.UNSUPPORTED)) {
                findings.add(
                        Diagnostic.STATE_TYPE,
                        state.member().origin(),
                        state.value().full());
            } else if (state.value()
                    .any(part -> !part.type().isAccessibleFrom(handlers.type().packageName()))) {
                findings.add(
                        Diagnostic.INACCESSIBLE_TYPE,
                        state.member().origin(),
                        state.value().full());
            }
        }
    }
}
