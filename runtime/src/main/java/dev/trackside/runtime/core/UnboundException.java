package dev.trackside.runtime.core;

import dev.trackside.TracksideException;

/** The handlers of a callback cannot be bound: it does not fit what it was loaded with, or its table fails. */
final class UnboundException extends TracksideException {

    private static final long serialVersionUID = 1L;

    UnboundException(String message, Throwable cause) {
        super(message, cause);
    }
}
