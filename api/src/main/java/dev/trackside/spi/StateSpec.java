package dev.trackside.spi;

import java.util.Objects;

/**
 * A {@code @State} field, as the processor read it.
 *
 * @param name the name of the field
 * @param type its type in full, records with their components, e.g. {@code double} or {@code List<p.Point(int x, int y)>}; state saved under
 *     another type is refused
 * @since 0.1
 */
public record StateSpec(String name, String type) {

    /** Checks the parts. */
    public StateSpec {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
    }
}
