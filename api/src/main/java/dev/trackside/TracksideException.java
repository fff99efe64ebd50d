package dev.trackside;

import org.jspecify.annotations.Nullable;

/**
 * The root of what Trackside throws. The message is written for the person who runs the training: what is wrong, where, and how to go on.
 *
 * @since 0.1
 */
public class TracksideException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception without a cause.
     *
     * @param message what is wrong, where, and how to go on
     */
    public TracksideException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is wrong, where, and how to go on
     * @param cause what led to it
     */
    public TracksideException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
