package dev.trackside.runtime.checkpoint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A {@code @State} field as a checkpoint holds it.
 *
 * @param type its type in full, see {@link dev.trackside.spi.StateSpec#type}
 * @param value its value in plain form, see {@link dev.trackside.spi.StateValues}
 */
public record SavedField(String type, @Nullable Object value) {

    /** Checks the parts. */
    public SavedField {
        Objects.requireNonNull(type, "type");
    }
}
