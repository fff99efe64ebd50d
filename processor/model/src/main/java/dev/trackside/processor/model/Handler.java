package dev.trackside.processor.model;

import java.util.List;

/**
 * A method called at one event: one slot of the table.
 *
 * @param method the method
 * @param use the event annotation
 * @param arguments what its parameters receive
 * @since 0.1
 */
public record Handler(HandlerMethod method, EventUse use, List<Argument> arguments) {

    /** Copies the list. */
    public Handler {
        arguments = List.copyOf(arguments);
    }

    /**
     * The event.
     *
     * @return the event it is called at
     */
    public EventInfo event() {
        return use.event();
    }

    /**
     * Whether it takes something.
     *
     * @param kind the kind of argument
     * @return true if one of its parameters receives that
     */
    public boolean takes(ArgumentKind kind) {
        return arguments.stream().anyMatch(argument -> argument.kind() == kind);
    }

    /**
     * Whether it takes a capability, or may use it.
     *
     * @param capability the type of the capability
     * @return true if one of its parameters receives it
     */
    public boolean takes(Class<?> capability) {
        return arguments.stream()
                .anyMatch(argument -> (argument.kind() == ArgumentKind.CAPABILITY
                                || argument.kind() == ArgumentKind.OPTIONAL_CAPABILITY)
                        && argument.type().is(capability));
    }
}
