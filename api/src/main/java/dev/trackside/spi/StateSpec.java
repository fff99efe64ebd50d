package dev.trackside.spi;

import java.util.List;
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

    /**
     * A list of descriptions, as tables write it: the compiler works far less on it than on {@code List.of}.
     *
     * @param specs the descriptions
     * @return an immutable list
     */
    public static List<StateSpec> list(StateSpec... specs) {
        return List.of(specs);
    }
}
