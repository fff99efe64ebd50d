package dev.trackside.processor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of an event: an annotation with {@code @EventType}.
 *
 * @param origin the annotation's declaration
 * @param type the annotation
 * @param payload what it delivers, and where that is written
 * @param retention its retention, e.g. {@code SOURCE}, and where that is written; {@code CLASS} if nowhere
 * @param targets its targets, and where they are written; null if nowhere
 * @param repeatable the {@code @Repeatable}, or null
 * @param attributes its attributes
 * @since 0.1
 */
public record EventDeclaration(
        Origin origin,
        TypeRef type,
        Value<TypeRef> payload,
        Value<String> retention,
        @Nullable Value<List<String>> targets,
        @Nullable Origin repeatable,
        List<Attribute> attributes) {

    /**
     * An attribute of the annotation.
     *
     * @param origin its place in the source
     * @param name its name
     * @param type its type
     */
    public record Attribute(Origin origin, String name, TypeRef type) {}

    /** Copies the list. */
    public EventDeclaration {
        attributes = List.copyOf(attributes);
    }

    /**
     * The name of the annotation, as people write it.
     *
     * @return e.g. {@code @OnPlateau}
     */
    public String text() {
        return "@" + type.text();
    }
}
