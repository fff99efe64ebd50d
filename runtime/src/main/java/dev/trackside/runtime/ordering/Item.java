package dev.trackside.runtime.ordering;

import dev.trackside.Phase;
import java.util.List;
import java.util.Objects;

/**
 * Something to be ordered.
 *
 * @param id the id of the instance
 * @param plugin the id of its plugin; a constraint that names it means every instance of it
 * @param phase its phase
 * @param before ids that run after it
 * @param after ids that run before it
 * @param requires ids that run before it and must be there
 */
public record Item(
        String id, String plugin, Phase phase, List<String> before, List<String> after, List<String> requires) {

    /** Checks and copies the parts. */
    public Item {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(plugin, "plugin");
        Objects.requireNonNull(phase, "phase");
        before = List.copyOf(before);
        after = List.copyOf(after);
        requires = List.copyOf(requires);
    }

    /**
     * An instance that has the id of its plugin.
     *
     * @param id its id
     * @param phase its phase
     * @param before ids that run after it
     * @param after ids that run before it
     * @param requires ids that run before it and must be there
     */
    public Item(String id, Phase phase, List<String> before, List<String> after, List<String> requires) {
        this(id, id, phase, before, after, requires);
    }
}
