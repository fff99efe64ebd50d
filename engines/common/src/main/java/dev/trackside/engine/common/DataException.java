package dev.trackside.engine.common;

import dev.trackside.TracksideException;

/**
 * The data cannot be used as they are; the message says what is wrong where, and what to do about it, for the person who brought
 * them.
 *
 * @since 0.1
 */
public final class DataException extends TracksideException {

    private static final long serialVersionUID = 1L;

    /** Makes an exception with a message of one sentence or two. */
    public DataException(String message) {
        super(message);
    }

    /** Makes an exception with a message of one sentence or two and the exception that made it necessary. */
    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
