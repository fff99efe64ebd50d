package dev.trackside.processor.model;

import java.util.Set;

/**
 * An event, as its annotation declares it.
 *
 * @param annotation the type of the annotation
 * @param payload what it delivers
 * @param control whether its handlers may return a {@code Control}
 * @param own whether it is declared by somebody else than Trackside
 * @param delivers what its handlers may receive
 * @since 0.1
 */
public record EventInfo(TypeRef annotation, TypeRef payload, boolean control, boolean own, Set<Delivery> delivers) {

    /**
     * The name of the annotation, as people write it.
     *
     * @return e.g. {@code @OnEpochEnd}
     */
    public String text() {
        return "@" + annotation.text();
    }

    /**
     * Whether it delivers something.
     *
     * @param delivery what is asked for
     * @return true if its handlers may receive it
     */
    public boolean delivers(Delivery delivery) {
        return delivers.contains(delivery);
    }
}
