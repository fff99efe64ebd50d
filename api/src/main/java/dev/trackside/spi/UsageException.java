package dev.trackside.spi;

import dev.trackside.TracksideException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by a {@link Command} that was called in a wrong way: nothing was begun, and the person can mend it. {@code trackside} prints the message and ends
 * with the exit code 2.
 *
 * @since 0.1
 */
public final class UsageException extends TracksideException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what is wrong, and how to write it
     */
    public UsageException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is wrong, and how to write it
     * @param cause what led to it
     */
    public UsageException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
