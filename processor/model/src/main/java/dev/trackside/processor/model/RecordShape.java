package dev.trackside.processor.model;

import java.util.List;

/**
 * A record that is saved as part of a state.
 *
 * @param type the record, with its type arguments
 * @param components its components
 * @since 0.1
 */
public record RecordShape(TypeRef type, List<Component> components) {

    /**
     * A component of a record.
     *
     * @param name its name
     * @param value how it is saved
     */
    public record Component(String name, StateType value) {}

    /** Copies the list. */
    public RecordShape {
        components = List.copyOf(components);
    }
}
