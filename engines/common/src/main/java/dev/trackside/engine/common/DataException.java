package dev.trackside.engine.common;

import dev.trackside.TracksideException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data cannot be used as they are; the message says what is wrong where, and what to do about it, for the person who brought
 * them.
 *
 * @since 0.1
 */
public final class DataException extends TracksideException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String setting;

    /** Makes an exception with a message of one sentence or two. */
    public DataException(String message) {
        this(message, (String) null);
    }

    /** Makes an exception with a message of one sentence or two and the exception that made it necessary. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
        this.setting = null;
    }

    /** Makes an exception about a setting that does not suit the data. */
    DataException(String message, @Nullable String setting) {
        super(message);
        this.setting = setting;
    }

    /** The setting that does not suit the data, {@code label} for instance, if it is not the data that are wrong. */
    Optional<String> setting() {
        return Optional.ofNullable(setting);
    }
}
