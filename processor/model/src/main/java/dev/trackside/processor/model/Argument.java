package dev.trackside.processor.model;

import dev.trackside.Batch;
import dev.trackside.Epoch;
import dev.trackside.Metrics;
import dev.trackside.Predictions;
import dev.trackside.Validation;
import java.util.List;

/**
 * What one parameter of a handler receives at one event.
 *
 * @param parameter the parameter
 * @param kind what it receives
 * @param type the type received, for an {@code Optional} its argument
 * @since 0.1
 */
public record Argument(Parameter parameter, ArgumentKind kind, TypeRef type) {

    private static final List<Class<?>> VIEWS =
            List.of(Epoch.class, Batch.class, Validation.class, Metrics.class, Predictions.class);

    /**
     * Whether its type is that of a view with a {@code snapshot()} of the same type.
     *
     * @return true if what it receives can be kept by taking a snapshot
     */
    public boolean hasSnapshot() {
        return VIEWS.stream().anyMatch(type::is);
    }
}
