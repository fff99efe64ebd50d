package dev.trackside.processor.model;

import java.util.List;

/**
 * The constructor without parameters.
 *
 * @param origin its place in the source, that of the class if it is not written
 * @param visibility its visibility
 * @param checkedExceptions checked exceptions it declares
 * @since 0.1
 */
public record NoArgConstructor(Origin origin, Visibility visibility, List<TypeRef> checkedExceptions) {

    /** Copies the list. */
    public NoArgConstructor {
        checkedExceptions = List.copyOf(checkedExceptions);
    }
}
